/**
 * The demo's agent: a script, so that the demo needs no model and no network. Some of its answers
 * are wrong.
 *
 * @type {readonly { question: string, answer: string, note: string }[]}
 */
export const SCRIPT = [
  {
    question: 'How long do I have to return a jacket?',
    answer: 'You can return any item within 90 days.',
    note: 'wrong: it is 30 days',
  },
  {
    question: 'Do you ship to Norway?',
    answer: 'Yes. Delivery to Norway takes 3 to 5 working days and costs €9.90.',
    note: 'right',
  },
  {
    question: 'Qual é o limite do Pix à noite?',
    answer: 'À noite, o limite do Pix é de R$ 5.000,00 por transação.',
    note: 'wrong: R$ 1.000,00',
  },
  {
    question: '返品の送料はいくらですか?',
    answer: '返品の送料は無料です。お買い上げから30日以内にご返送ください。',
    note: 'Japanese',
  },
  {
    question: 'How do I sort these prices in JavaScript?',
    answer: `Use \`sort\`:

\`\`\`js
const prices = [100, 9, 25];
prices.sort();
console.log(prices); // [9, 25, 100]
\`\`\``,
    note: 'code, and wrong: sort() compares text',
  },
  {
    question: 'What does the warranty cover?',
    answer: [
      'The warranty covers every fault in material and workmanship for two years from the day of delivery.',
      'It covers zips, seams, buckles, membranes and coatings, and it covers them for the first owner and for everybody who is given the item as a present.',
      'It does not cover wear: a sole that has walked 1,000 kilometres is thinner than a new one, and that is not a fault.',
      'It does not cover damage by fire, by bleach, by a dog, or by a washing machine that was set above the temperature on the label.',
      'To use it, send us a picture of the fault and the number of your order. We answer within two working days. If we can repair the item, we do, and you get it back within three weeks. If we cannot, you get a new one of the same kind; where there is none any more, you get your money back.',
      'Shipping is free both ways in the European Union, in Norway and in Switzerland. From everywhere else you pay for the way to us, and we pay for the way back.',
      'The warranty is in addition to the rights that the law gives you, which it does not limit.',
    ].join('\n\n'),
    note: 'long',
  },
];

const SHRUG =
  'I am only a scripted agent, and this is not in my script. Was that the right answer?';

/**
 * @param {string} question
 * @returns {string}
 */
export function answer(question) {
  return SCRIPT.find((line) => line.question === question)?.answer ?? SHRUG;
}
