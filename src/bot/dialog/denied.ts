/** Services that are spoken of in order to say that they are not what is wanted. */
const SERVICES_ZH =
  '(?:退款|退钱|退费|退货|退|发票|开票|(?:转|找)?(?:人工|客服|真人)(?:客服)?|投诉|优惠券?|会员|买|付款)';
const SERVICES_EN =
  '(?:a |an |any |the |my |to |for )*(?:refunds?|money back|invoices?|person|human|agent|representative|anyone|coupons?|discounts?|memberships?|subscriptions?|buy(?:ing)? anything|complain(?:ing)?)';

const DENIED: readonly RegExp[] = [
  new RegExp(
    `^(?:我|这|又|都|并)*(?:不是|没说|没有说|没让你|不是说|不是问|不用|不需要|无需|不要|不想|别)(?:要|想|问|给我|帮我|再|去)*${SERVICES_ZH}(?:的?问题|的?事(?:情|儿)?)?(?:了|啊|呀|呢|的)*[，,。.；;！! ]+(?=.{3,})`,
    'u',
  ),
  new RegExp(
    `^(?:no[,.]? |please |i said )?(?:(?:i |it's |this is |it is )?(?:don't|do not|didn't|did not|not|never) ?(?:want|need|ask(?:ed|ing)?|mean|looking|look|transfer me|connect me|about|after)*(?: to| for| about)* )${SERVICES_EN}[^,.;!?]{0,12}[,.;!]+ ?(?:but |just )?(?=.{4,})`,
    'iu',
  ),
];

/** "It is not that I do not want to learn" wants to learn. */
const DOUBLE = /(?:不是|并非|不能说)不(?=想|要|喜欢|愿意|会)/gu;

/** A message without the services that it denies to want, as long as it wants something else; double denials undone. */
export function withoutDenied(text: string): string {
  const plain = text.replace(DOUBLE, '');
  return DENIED.reduce((left, denied) => left.replace(denied, ''), plain);
}
