// As its documentation imports it.
// oxlint-disable-next-line import/no-named-as-default
import posthog from 'posthog-js';

posthog.init('phc_bench', { api_host: `${location.origin}/posthog`, defaults: '2026-01-30' });
