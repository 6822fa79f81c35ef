import type { Markup } from './markup.js';

/**
 * The features that a page can be denied, of those that Chromium 123 and later know: it complains
 * about others in the console. `clipboard-write` is left to the page itself, because what can no
 * longer be sent can still be copied.
 */
const PERMISSIONS = [
  'accelerometer',
  'autoplay',
  'browsing-topics',
  'camera',
  'clipboard-read',
  'compute-pressure',
  'cross-origin-isolated',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'identity-credentials-get',
  'idle-detection',
  'keyboard-map',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'otp-credentials',
  'payment',
  'picture-in-picture',
  'private-state-token-issuance',
  'private-state-token-redemption',
  'publickey-credentials-create',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'sync-xhr',
  'unload',
  'usb',
  'window-management',
  'xr-spatial-tracking',
]
  .map((feature) => `${feature}=()`)
  .concat('clipboard-write=(self)')
  .join(', ');

export interface PageOptions {
  status?: number;
  /** When the call may be tried again. */
  retryAfterSeconds?: number | undefined;
  /** Who may show the page in a frame: the sources of `frame-ancestors`. */
  frameAncestors: string;
}

/** A page that runs nothing but its own files, and may hold what nobody else should see. */
export async function respondPage(
  page: Markup,
  { status = 200, retryAfterSeconds, frameAncestors }: PageOptions,
): Promise<Response> {
  return new Response(String(await page), {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      vary: 'accept-language',
      ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
      // The address holds a signed context, and the page what was said with it.
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex',
      // Hosts that are isolated themselves frame only what says this.
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'cross-origin',
      'permissions-policy': PERMISSIONS,
      'content-security-policy': [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        "img-src 'self' data:",
        "base-uri 'none'",
        "form-action 'self'",
        // `*` would leave out what has no network address: a file, an app, a page in a sandbox.
        ...(frameAncestors === '*' ? [] : [`frame-ancestors ${frameAncestors}`]),
        "require-trusted-types-for 'script'",
        // Lit's policy, under which it makes its own static templates.
        'trusted-types lit-html',
      ].join('; '),
    },
  });
}
