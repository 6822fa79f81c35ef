import formbricks from '@formbricks/js';

formbricks.setup({ workspaceId: 'bench', appUrl: 'https://app.formbricks.com' });
