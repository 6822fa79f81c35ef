import { agentPunted, factualClaim, isRephrase, PUNT_PHRASES } from 'agentloop-feedback/signals';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

/*
 * What each function does, on single examples. How often it is right stands in
 * `npm run bench:signals`.
 */
describe('isRephrase', () => {
  it('knows the same question again, whatever its case, accents, width and punctuation', () => {
    assert.ok(isRephrase('¿CUANTOS dias tengo', ['¿Cuántos días tengo?']));
    assert.ok(isRephrase('ＷＨＥＲＥ  is it??', ['Where is it']));
    assert.ok(isRephrase('أين طلبي', ['اين طلبي؟']));
  });

  it('knows a question that holds, or is held by, an earlier one', () => {
    assert.ok(isRephrase('How can I cancel my subscription?', ['cancel subscription']));
    assert.ok(isRephrase('Garantie Waschmaschine', ['Welche Garantie hat die Waschmaschine?']));
  });

  it('tells questions apart that differ in what matters', () => {
    assert.ok(!isRephrase('How do I change my order?', ['How do I cancel my order?']));
    assert.ok(!isRephrase('Сколько стоит установка?', ['Сколько стоит доставка?']));
  });

  it('finds words in languages that put no spaces between them', () => {
    assert.ok(isRephrase('我忘记密码了怎么办', ['忘记密码']));
    assert.ok(!isRephrase('怎么修改订单？', ['怎么取消订单？']));
    assert.ok(isRephrase('パスワードを忘れた', ['パスワードを忘れました。']));
    assert.ok(isRephrase('อยากยกเลิกคำสั่งซื้อ', ['ยกเลิกคำสั่งซื้อ']));
    assert.ok(!isRephrase('ที่จอดรถอยู่ที่ไหน', ['ยกเลิกคำสั่งซื้อ']));
  });

  it('looks at the last five questions alone', () => {
    const later = ['one', 'two', 'three', 'four'];
    assert.ok(isRephrase('Where is my order?', ['Where is my order?', ...later]));
    assert.ok(!isRephrase('Where is my order?', ['Where is my order?', ...later, 'five']));
  });

  it('does not take a greeting for a question that contains it', () => {
    assert.ok(!isRephrase('Hello, where is my order?', ['Hello']));
  });

  it('finds nothing where nothing was asked', () => {
    assert.ok(!isRephrase('Where is my order?', []));
    assert.ok(!isRephrase('', ['']));
    assert.ok(!isRephrase('?!', ['…']));
  });

  it('is as strict as its threshold', () => {
    const history = ['How long do I have to return the headphones?'];
    assert.ok(!isRephrase('return shipping headphones', history, { threshold: 0.9 }));
    assert.ok(isRephrase('return shipping headphones', history, { threshold: 0.5 }));
    assert.throws(() => isRephrase('q', [], { threshold: 1.1 }), TypeError);
    assert.throws(() => isRephrase('q', [], { threshold: NaN }), /threshold must be from 0 to 1/);
  });

  it('compares a long question by its beginning', () => {
    const long = 'My parcel is late. '.repeat(100);
    assert.ok(isRephrase(`${long} Refund the postage!`, [`${long} Compensation, immediately!`]));
  });
});

describe('agentPunted', () => {
  it('knows it in the languages of the element', () => {
    assert.ok(agentPunted('لا أعرف متى يفتح المتجر.'), 'ar');
    assert.ok(agentPunted('Dazu liegen mir leider keine Informationen vor.'), 'de');
    assert.ok(agentPunted("I'm sorry, but I don't have access to your account."), 'en');
    assert.ok(agentPunted('Lo siento, no tengo información sobre eso.'), 'es');
    assert.ok(agentPunted('Je ne dispose pas de cette information.'), 'fr');
    assert.ok(agentPunted('מצטער, אין לי מידע על כך.'), 'he');
    assert.ok(agentPunted('क्षमा करें, मुझे नहीं पता।'), 'hi');
    assert.ok(agentPunted('Mi dispiace, non ho informazioni su questo argomento.'), 'it');
    assert.ok(agentPunted('申し訳ありませんが、分かりかねます。'), 'ja');
    assert.ok(agentPunted('죄송하지만 잘 모르겠습니다.'), 'ko');
    assert.ok(agentPunted('Daar heb ik geen informatie over.'), 'nl');
    assert.ok(agentPunted('Przepraszam, nie mam dostępu do Twojego konta.'), 'pl');
    assert.ok(agentPunted('Desculpe, não tenho acesso à sua conta.'), 'pt');
    assert.ok(agentPunted('К сожалению, у меня нет информации об этом.'), 'ru');
    assert.ok(agentPunted('Üzgünüm, bu konuda bilgim yok.'), 'tr');
    assert.ok(agentPunted('На жаль, у мене немає доступу до вашого облікового запису.'), 'uk');
    assert.ok(agentPunted('抱歉，我无法回答这个问题。'), 'zh-hans');
    assert.ok(agentPunted('抱歉，我無法回答這個問題。'), 'zh-hant');
  });

  it('does not mind case, curly apostrophes, width and accents', () => {
    assert.ok(agentPunted('I DON’T KNOW.'));
    assert.ok(agentPunted('Ｉ ｄｏｎ＇ｔ ｋｎｏｗ.'));
    assert.ok(agentPunted('No lo se.'));
  });

  it('does not mind a phrase that only begins like one', () => {
    assert.ok(!agentPunted('I don’t know about you, but I would take the early train.'));
    assert.ok(!agentPunted('Не знаю, как вы, а я бы поехал раньше.'));
    assert.ok(agentPunted('I don’t know about you, but I don’t know.'));
  });

  it('finds whole words alone', () => {
    assert.ok(!agentPunted('No sécher au soleil.', ['no sé']));
    assert.ok(agentPunted('No sé.', ['no sé']));
  });

  it('does not count what somebody else says', () => {
    assert.ok(!agentPunted('If it says “I don’t know this device”, pair it again.'));
    assert.ok(!agentPunted('「わかりません」と表示されたら、再起動してください。'));
  });

  it('does not count an aside at the end of an answer', () => {
    const answer = 'Your parcel has left our warehouse in Graz and is with the carrier. '.repeat(4);
    assert.ok(!agentPunted(`${answer}I don’t know the driver.`));
  });

  it('takes phrases of one’s own in place of its own', () => {
    assert.ok(agentPunted('Ask (a) human.', ['ask (a) human']));
    assert.ok(!agentPunted('I don’t know.', ['ask a human']));
    assert.ok(!agentPunted('I don’t know.', PUNT_PHRASES.de));
    assert.ok(!agentPunted('I don’t know.', []));
  });
});

describe('factualClaim', () => {
  it('finds a price by sign, code and name', () => {
    assert.equal(factualClaim('That is $12.'), 'price');
    assert.equal(factualClaim('Das kostet 49,90 €.'), 'price');
    assert.equal(factualClaim('Shipping is CAD 18.'), 'price');
    assert.equal(factualClaim('It comes to 1,250 KZT.'), 'price');
    assert.equal(factualClaim('Это стоит 1500 рублей.'), 'price');
    assert.equal(factualClaim('配送は980円です。'), 'price');
    assert.equal(factualClaim('价格是ＨＫ＄２８０。'), 'price');
  });

  it('finds a percentage by sign and word', () => {
    assert.equal(factualClaim('20 % off'), 'percentage');
    assert.equal(factualClaim('Rund 80 Prozent zahlen so.'), 'percentage');
    assert.equal(factualClaim('İndirim %20.'), 'percentage');
    assert.equal(factualClaim('大约百分之八十的客户'), 'percentage');
  });

  it('finds a quotation, but not the name of a button', () => {
    assert.equal(factualClaim('The terms say “returns are accepted for one month”.'), 'quote');
    assert.equal(factualClaim('« Les retours sont acceptés pendant un mois. »'), 'quote');
    assert.equal(factualClaim('規約に「商品到着後一か月以内であれば可能」とあります'), 'quote');
    assert.equal(factualClaim('Click “Forgot password”.'), undefined);
    assert.equal(factualClaim('「パスワードを忘れた」を押してください。'), undefined);
  });

  it('finds a span and a date that are promised', () => {
    assert.equal(factualClaim('It arrives within two weeks.'), 'date');
    assert.equal(factualClaim('We answer by 12 May.'), 'date');
    assert.equal(factualClaim('Die Erstattung kommt in 2 Werktagen.'), 'date');
    assert.equal(factualClaim('Bis zum 12. Mai melden wir uns.'), 'date');
    assert.equal(factualClaim('退款会在3个工作日内到账。'), 'date');
    assert.equal(factualClaim('5月12日までにご連絡します。'), 'date');
  });

  it('reads the digits of other scripts', () => {
    assert.equal(factualClaim('تحصل على خصم ٢٠٪.'), 'percentage');
    assert.equal(factualClaim('سيصلك المبلغ خلال ٣ أيام.'), 'date');
    assert.equal(factualClaim('इसकी कीमत ५०० रुपये है।'), 'price');
    assert.equal(factualClaim('割引は２０％です。'), 'percentage');
  });

  it('lets other numbers pass', () => {
    assert.equal(factualClaim('Hold the button for 5 seconds.'), undefined);
    assert.equal(factualClaim('Version 3.2 has 4 plans.'), undefined);
    assert.equal(factualClaim('You last signed in 3 days ago.'), undefined);
    assert.equal(factualClaim('We are at 12 Maynard Street.'), undefined);
    assert.equal(factualClaim('It is among the TOP 10 of ALL 50.'), undefined);
  });
});
