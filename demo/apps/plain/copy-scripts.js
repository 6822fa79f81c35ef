import { cpSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

// What a site of one's own serves: the script, and the form that it loads later on.
const script = fileURLToPath(
  import.meta.resolve('agentloop-feedback/browser/agentloop-feedback.js'),
);
cpSync(dirname(script), 'site/scripts', { recursive: true });
