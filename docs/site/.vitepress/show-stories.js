/**
 * Shows a story where a page has `<!-- story: ID HEIGHT -->`, which shows nothing elsewhere.
 *
 * @param {import('vitepress').MarkdownRenderer} md
 * @param {string} base where the site is served
 */
export function showStories(md, base) {
  md.core.ruler.push('stories', ({ tokens }) => {
    for (const token of tokens) {
      if (token.type !== 'html_block') continue;
      token.content = token.content.replace(
        /<!-- story: ([\w-]+) (\d+) -->/,
        (_, id, height) =>
          `<iframe class="story" title="A story: ${id}" height="${height}" loading="lazy" src="${base}stories/iframe.html?id=${id}&amp;viewMode=story"></iframe>`,
      );
    }
  });
}
