/**
 * What people ask, what an agent answers and what it should have answered, in several languages and
 * scripts, one of them from right to left. `{number}` is an order, `{thing}` an article, `{days}` and
 * `{right}` two numbers.
 *
 * @typedef {object} Language
 * @property {number} weight how many of a hundred conversations are in it
 * @property {string[]} things
 * @property {{ question: string, answer: string, correction: string }[]} turns
 * @property {string[]} comments what people add
 */

/** @type {Readonly<Record<string, Language>>} */
export const LANGUAGES = {
  en: {
    weight: 46,
    things: [
      'the blue kettle',
      'my running shoes',
      'the desk lamp',
      'a gift card',
      'the headphones',
    ],
    turns: [
      {
        question: 'How long do I have to return {thing} from order {number}?',
        answer:
          'You can return {thing} within {days} days of delivery, as long as it is unused and in its original packaging.\n\nTo start, open **Orders**, choose order {number} and press “Return”. The label is sent to you by e-mail.',
        correction:
          'You can return {thing} within {right} days of delivery, as long as it is unused and in its original packaging.\n\nTo start, open **Orders**, choose order {number} and press “Return”. The label is sent to you by e-mail.',
      },
      {
        question: 'Order {number} says delivered but {thing} is not here. What now?',
        answer:
          'I am sorry about that. Please wait {days} days, as parcels are sometimes marked as delivered early. After that we can open a claim with the carrier.',
        correction:
          'I am sorry about that. We can open a claim with the carrier at once: no waiting time applies to order {number}. You get a new one or your money back within {right} days.',
      },
      {
        question: 'Can I pay for order {number} in instalments?',
        answer: 'Yes. Orders above 50 can be paid in {days} monthly instalments without interest.',
        correction:
          'Yes. Orders above 80 can be paid in {right} monthly instalments without interest, but gift cards cannot.',
      },
      {
        question: 'Why was I charged twice for order {number}?',
        answer:
          'The second charge is an authorisation. It is not taken from your account and disappears within {days} working days.',
        correction:
          'One of the two charges is an authorisation and disappears within {right} working days. If both are still there after that, write to billing with the number {number}.',
      },
      {
        question: 'Does {thing} from order {number} come with a warranty?',
        answer: 'I’m sorry, I do not have information about the warranty of {thing}.',
        correction: 'Yes: {right} months from the date of purchase, and the receipt is enough.',
      },
      {
        question: 'How do I change the address of order {number}?',
        answer:
          'Addresses can be changed until the parcel has left the warehouse:\n\n1. Open **Orders**.\n2. Choose {number}.\n3. Press “Change address”.\n\nThis takes up to {days} hours.',
        correction:
          'Addresses can be changed until the parcel has left the warehouse:\n\n1. Open **Orders**.\n2. Choose {number}.\n3. Press “Edit”, then “Address”.\n\nThis takes effect at once.',
      },
    ],
    comments: [
      'The policy changed last month.',
      'I asked about something else.',
      'This button does not exist in the app.',
      'Half of it is right, the number is not.',
      'Please stop guessing 🙏',
    ],
  },
  es: {
    weight: 12,
    things: ['la tetera azul', 'mis zapatillas', 'la lámpara de mesa', 'los auriculares'],
    turns: [
      {
        question: '¿Cuánto tiempo tengo para devolver {thing} del pedido {number}?',
        answer:
          'Puede devolver {thing} en un plazo de {days} días desde la entrega, sin usar y en su embalaje original.',
        correction:
          'Puede devolver {thing} en un plazo de {right} días desde la entrega, sin usar y en su embalaje original.',
      },
      {
        question: '¿Por qué me han cobrado dos veces el pedido {number}?',
        answer: 'El segundo cargo es una autorización y desaparecerá en {days} días hábiles.',
        correction:
          'El segundo cargo es una autorización y desaparecerá en {right} días hábiles. Si no, escriba a facturación.',
      },
      {
        question: '¿Puedo cambiar la dirección del pedido {number}?',
        answer: 'Lo siento, no tengo información sobre el pedido {number}.',
        correction: 'Sí, hasta que el paquete salga del almacén: Pedidos → {number} → Editar.',
      },
    ],
    comments: [
      'La respuesta está anticuada.',
      'No es lo que pregunté.',
      '¡Falta el plazo correcto!',
    ],
  },
  pt: {
    weight: 10,
    things: ['a chaleira azul', 'os meus ténis', 'o candeeiro', 'os auscultadores'],
    turns: [
      {
        question: 'Quanto tempo tenho para devolver {thing} da encomenda {number}?',
        answer: 'Pode devolver {thing} até {days} dias após a entrega, na embalagem original.',
        correction: 'Pode devolver {thing} até {right} dias após a entrega, na embalagem original.',
      },
      {
        question: 'A encomenda {number} não chegou. O que faço?',
        answer: 'Aguarde {days} dias, por favor: às vezes a transportadora atrasa-se.',
        correction: 'Abra já uma reclamação na encomenda {number}; a resposta demora {right} dias.',
      },
    ],
    comments: ['Informação desatualizada.', 'Não respondeu à pergunta.'],
  },
  de: {
    weight: 10,
    things: [
      'den blauen Wasserkocher',
      'meine Laufschuhe',
      'die Schreibtischlampe',
      'die Kopfhörer',
    ],
    turns: [
      {
        question: 'Wie lange kann ich {thing} aus Bestellung {number} zurückgeben?',
        answer:
          'Sie können {thing} innerhalb von {days} Tagen nach der Lieferung zurückgeben, unbenutzt und in der Originalverpackung.',
        correction:
          'Sie können {thing} innerhalb von {right} Tagen nach der Lieferung zurückgeben, unbenutzt und in der Originalverpackung.',
      },
      {
        question: 'Warum wurde Bestellung {number} zweimal abgebucht?',
        answer: 'Die zweite Abbuchung ist nur vorgemerkt und verschwindet in {days} Werktagen.',
        correction:
          'Eine der beiden Abbuchungen ist nur vorgemerkt und verschwindet in {right} Werktagen. Sonst hilft die Buchhaltung weiter.',
      },
      {
        question: 'Gilt für Bestellung {number} eine Überprüfung der Größe?',
        answer: 'Dazu habe ich leider keine Angaben.',
        correction: 'Ja, Größen können innerhalb von {right} Tagen kostenlos getauscht werden.',
      },
    ],
    comments: ['Die Frist stimmt nicht mehr.', 'Das war nicht die Frage.', 'Ärgerlich ungenau.'],
  },
  fr: {
    weight: 8,
    things: ['la bouilloire bleue', 'mes baskets', 'la lampe de bureau'],
    turns: [
      {
        question: 'Combien de temps ai-je pour retourner {thing} de la commande {number} ?',
        answer: 'Vous pouvez retourner {thing} sous {days} jours après la livraison.',
        correction: 'Vous pouvez retourner {thing} sous {right} jours après la livraison.',
      },
      {
        question: 'Puis-je changer l’adresse de la commande {number} ?',
        answer: 'Oui, jusqu’à l’expédition : ouvrez « Commandes », puis {number}.',
        correction:
          'Oui, jusqu’à l’expédition : « Commandes », {number}, « Modifier », « Adresse ».',
      },
    ],
    comments: ['Réponse incomplète.', 'Ce n’est plus le bon délai.'],
  },
  ja: {
    weight: 6,
    things: ['青いケトル', 'ランニングシューズ', 'デスクランプ'],
    turns: [
      {
        question: '注文{number}の{thing}はいつまで返品できますか？',
        answer: '{thing}は、未使用であればお届けから{days}日以内に返品できます。',
        correction:
          '{thing}は、未使用で元の箱に入っていれば、お届けから{right}日以内に返品できます。',
      },
      {
        question: '注文{number}が二重に請求されました。なぜですか？',
        answer: '二つ目の請求は一時的なもので、{days}営業日以内に消えます。',
        correction: '一方は与信確認で、{right}営業日以内に消えます。消えない場合はご連絡ください。',
      },
    ],
    comments: ['期限が違います。', '質問に答えていません。'],
  },
  zh: {
    weight: 4,
    things: ['蓝色水壶', '跑鞋', '台灯'],
    turns: [
      {
        question: '订单{number}的{thing}多久之内可以退货？',
        answer: '收到{thing}后{days}天内可以退货，须未使用并保留原包装。',
        correction: '收到{thing}后{right}天内可以退货，须未使用并保留原包装。',
      },
    ],
    comments: ['政策已经改了。', '答非所问。'],
  },
  ar: {
    weight: 4,
    things: ['الغلاية الزرقاء', 'حذاء الجري', 'مصباح المكتب'],
    turns: [
      {
        question: 'كم من الوقت لدي لإرجاع {thing} من الطلب {number}؟',
        answer: 'يمكنك إرجاع {thing} خلال {days} يومًا من التسليم، دون استعمال وفي غلافه الأصلي.',
        correction:
          'يمكنك إرجاع {thing} خلال {right} يومًا من التسليم، دون استعمال وفي غلافه الأصلي.',
      },
    ],
    comments: ['المعلومة قديمة.', 'لم يجب عن سؤالي.'],
  },
};

/** Questions that many people ask in the same words. */
export const COMMON_QUESTIONS = [
  [
    'What are your opening hours?',
    'We are open from 9 to 18 on weekdays.',
    'From 9 to 20, Saturdays until 16.',
  ],
  [
    'How do I reset my password?',
    'Press “Forgot password” on the sign-in page.',
    'Settings → Security → Reset.',
  ],
  [
    'Do you ship to Canada?',
    'Yes, shipping to Canada takes 5 days.',
    'No, we do not ship to Canada at present.',
  ],
  [
    '¿Cómo puedo hablar con una persona?',
    'Escriba «agente» en este chat.',
    'Llame al 900 100 200, de 9 a 18.',
  ],
  [
    'Wie kündige ich mein Abo?',
    'Schreiben Sie uns einen Brief.',
    'Unter Konto → Abo → Kündigen, jederzeit.',
  ],
  [
    'Como peço uma fatura com NIF?',
    'Não tenho essa informação.',
    'Na encomenda, em «Fatura», indique o NIF.',
  ],
  ['返品の送料は誰が払いますか？', 'お客様のご負担です。', '不良品の場合は当社が負担します。'],
  [
    'Is my data shared with third parties?',
    'We never share your data.',
    'With the carriers only: name and address.',
  ],
];
