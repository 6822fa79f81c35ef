import {
  getVsCodeCssCustomData,
  getVsCodeHtmlCustomData,
} from 'custom-element-vs-code-integration';
import { getWebTypesData } from 'custom-element-jet-brains-integration';
import { readFileSync, writeFileSync } from 'node:fs';

/*
 * What editors know of the element, from the manifest that the analyzer has written: web-types for
 * JetBrains' editors, custom data for VS Code's. The manifest itself then names the modules of the
 * package in the place of their sources.
 */
const MANIFEST = 'dist/custom-elements.json';

const sources = readFileSync(MANIFEST, 'utf8');
const manifest = JSON.parse(sources.replace(/"\/?src\/([\w/-]+)\.[tj]s"/g, '"dist/$1.js"'));
const options = { hideLogs: true, packageJson: false, hideCssPropertiesDocs: true };

write(MANIFEST, manifest);
write('dist/web-types.json', JSON.parse(getWebTypesData(manifest, options)));
write('dist/vscode.html-data.json', JSON.parse(getVsCodeHtmlCustomData(manifest, options)));
write('dist/vscode.css-data.json', JSON.parse(getVsCodeCssCustomData(manifest, options)));

/**
 * @param {string} path
 * @param {object} value
 */
function write(path, value) {
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
}
