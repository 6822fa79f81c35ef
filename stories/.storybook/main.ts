import type { StorybookConfig } from '@storybook/web-components-vite';

export default {
  stories: ['../*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y'],
  framework: { name: '@storybook/web-components-vite', options: {} },
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  // The project's own build has environments that a Storybook has no use for.
  viteFinal: (config) => ({ ...config, environments: {}, builder: {} }),
} satisfies StorybookConfig;
