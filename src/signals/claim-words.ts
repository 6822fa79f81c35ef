/*
 * The words by which `factualClaim` knows a claim, in the languages of the element: parts of a
 * regular expression, each the beginning of a word unless a `$` ends it. Two words are joined by `_`.
 * Within a table they stand in the order en, de, fr, es, it, pt, nl, pl, ru, uk, tr, ar, he, hi, ja,
 * ko, zh.
 */

/** Currencies as people call them. Their signs come from Unicode, their codes from `Intl`. */
export const MONEY = oneOf(`
  euro dollar pound cents?$ pence$ bucks$ franken$ rappen$ livres?$ francs?$ dólar libra peso lir[ae]
  reais$ złot zł$ gros[zy] kr$ kronor$ kč$ ft$ рубл руб доллар евро тенге гривн грн долар євро avro
  kuruş ريال درهم دينار دولار يورو جنيه ليرة שקל ש"ח$ דולר יורו אירו रुपय रुपए डॉलर यूरो
  円 ドル ユーロ ポンド 元 원 달러 유로 엔$ 块 塊 美元 欧元 歐元 日元 英镑 英鎊 人民币 人民幣 港币 港幣`);

export const PERCENT = oneOf(`
  [%٪] percent per_cent prozent pour_cent por_ciento per_cento por_cento procent процент відсот
  بالمئة بالمائة في_المئة في_المائة אחוז प्रतिशत फ़ीसदी パーセント 퍼센트`);

/** Spans in which a promise is kept. Minutes and seconds are instructions more often than not. */
export const SPAN = oneOf(`
  hours?$ days?$ weeks?$ months?$ stunde tage?n?$ werktag arbeitstag woche monat
  heure jours?$ semaine mois$ hora días?$ dias?$ semana mes(?:es)?$ or[ae]$ giorn[oi]$ settiman mes[ei]$
  mês$ uur$ uren$ dag(?:en)?$ werkdag we(?:e|)k(?:en)?$ maand godzin dni$ dnia$ tygod miesi
  час(?:а|ов)?$ дн(?:я|ей)$ день$ сут недел месяц годин дні(?:в)?$ тижд тижн місяц
  saat gün hafta ay$ ساعة ساعات يوم أيام أسبوع أسابيع شهر أشهر שעות שעה ימים$ ימי$ יום שבוע חודש`);

/** What stands before a span and promises it, even where the span has no number in digits. */
export const WITHIN = oneOf(`
  within innerhalb binnen sous dentro_de plazo_de entro prazo_de w_ciągu в_течение протягом
  خلال في_غضون בתוך תוך`);

/** The same, for words that mean so many other things that a number must follow. */
export const IN = oneOf(`in dans d'ici en fra tra em over za через за بعد בעוד`);

/** What stands before a date and promises it. */
export const BY = oneOf(`
  by until till before no_later_than bis spätestens vor avant d'ici jusqu'au au_plus_tard
  antes hasta a_más_tardar entro até mais_tardar voor tegen uiterlijk do przed najpóźniej
  до не_позднее не_пізніше قبل حتى أقصى עד לפני`);

/** Months, in the genitive where a date has it. */
export const MONTH = oneOf(`
  jan(?:uar[yi]?|vier|eiro)?$ jän(?:ner)?$ ene(?:ro)?$ gennaio$ feb fév fev mar$ march$ märz$ mars$
  marzo$ março$ maart$ mrt$ apr avr abr may$ mai$ mayo$ maggio$ maio$ mei$ jun juin giugno$
  jul juil luglio$ aug août ago(?:sto)?$ sep set(?:embr[eo]|tembre)?$ oct okt out(?:ubro)?$ ott(?:obre)?$
  nov dec déc dez dic(?:iembre|embre)?$
  stycz lut(?:ego)?$ marca$ kwie maja$ czerw lip(?:ca)?$ sierp wrze paź listopad grud
  янв фев март апр мая$ июн июл авг сен окт ноя дек
  січ лютого берез квіт травня черв лип(?:ня)?$ серп верес жовт листоп груд
  ocak şubat nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
  يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر
  ב?ינואר ב?פברואר ב?מרץ ב?אפריל ב?מאי ב?יוני ב?יולי ב?אוגוסט ב?ספטמבר ב?אוקטובר ב?נובמבר ב?דצמבר
  जनवरी फ़रवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर`);

/** Spans where what promises them stands behind. */
export const SPAN_AHEAD = oneOf(`
  gün saat hafta ay iş_günü घंटे घंटों दिन दिनों सप्ताह हफ़्ते महीने 時間 日 日間 営業日 週間 か月 ヶ月
  시간 일 영업일 주 개월 小时 小時 天 个?工作日 個?工作日 周 週 个月 個月`);
export const AFTER_SPAN = oneOf(
  `içinde के_भीतर के_अंदर में 以内 以內 之内 之內 内 內 後 后 이내 안에 후`,
);

/** Dates where what promises them stands behind, or before. */
export const AFTER_DATE = oneOf(`'?[yai]?[ae]_kadar तक まで 前 之前 以前 까지`);
export const BEFORE_DATE = oneOf(`遅くとも 늦어도 最迟 最晚 最遲`);

function oneOf(words: string): string {
  const any = words.trim().split(/\s+/).join('|');
  return `(?:${any.replaceAll('_', ' ').replaceAll('$', String.raw`(?!\p{L})`)})`;
}
