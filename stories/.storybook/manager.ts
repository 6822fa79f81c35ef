import { addons } from 'storybook/manager-api';
import { create } from 'storybook/theming/create';

const base = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';

addons.setConfig({
  // On the documentation's site, this leads back to it.
  theme: create({
    base,
    brandTitle: 'agentloop-feedback',
    brandUrl: '../',
    brandTarget: '_self',
  }),
});
