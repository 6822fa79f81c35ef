/*
 * Addresses are relative, so that the pages work under any base path and behind a proxy that strips
 * it.
 */

export const FEEDBACK_PAGE = page({
  title: 'Rate this answer',
  name: 'feedback-page',
  body: `<main id="page">
      <noscript><p>This page needs JavaScript to show the answer that you want to rate.</p></noscript>
    </main>`,
});

export const REVIEW_PAGE = page({
  title: 'Review queue',
  name: 'review-page',
  body: `<main id="page">
      <noscript><p>The review queue needs JavaScript.</p></noscript>
    </main>`,
});

function page({ title, name, body }: { title: string; name: string; body: string }): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>${title}</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="${name}.css">
    <script type="module" src="${name}.js"></script>
  </head>
  <body>
    ${body}
  </body>
</html>
`;
}
