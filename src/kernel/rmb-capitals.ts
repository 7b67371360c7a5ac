/**
 * 大写: an amount in the numerals that Chinese banks ask for, after 《支付结算办法》附一《正确填写票据和结算凭证的基本规定》.
 * 整 follows 元 only; 零 stands for zeros between digits, however many, and after 元 when 角 is zero and 分 is not. Where the
 * rules leave 零 free, the first form of each of their examples is taken: written between 元 and 角 when the yuan end in
 * zero, left out at the border of 万 when 千 is not zero.
 */

const DIGITS = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"] as const;
const PLACES = ["", "拾", "佰", "仟"] as const;
const MYRIAD = 10_000n;
const HUNDRED_MILLION = 100_000_000n;

/** The numerals of an amount of fen, without the leading 人民币: `壹仟贰佰伍拾万元整`. A negative amount begins with 负. */
export function rmbCapitals(fen: bigint): string {
  if (fen === 0n) return "零元整";
  const size = fen < 0n ? -fen : fen;
  const yuan = size / 100n;
  return (fen < 0n ? "负" : "") + (yuan === 0n ? "" : `${wholeNumber(yuan)}元`) + jiaoAndFen(yuan, size % 100n);
}

function jiaoAndFen(yuan: bigint, rest: bigint): string {
  if (rest === 0n) return "整";
  const jiao = rest / 10n;
  const fen = rest % 10n;
  const mayReadOn = yuan > 0n && (jiao === 0n || yuan % 10n === 0n);
  return (mayReadOn ? "零" : "") + (jiao === 0n ? "" : `${digit(jiao)}角`) + (fen === 0n ? "" : `${digit(fen)}分`);
}

/** Reads a positive number by 亿, then by 万, then digit by digit; 亿 nests, so that no size is too large. */
function wholeNumber(value: bigint): string {
  if (value >= HUNDRED_MILLION) return joined(value, HUNDRED_MILLION, "亿");
  if (value >= MYRIAD) return joined(value, MYRIAD, "万");
  return fourDigits(value);
}

function joined(value: bigint, unit: bigint, name: string): string {
  const rest = value % unit;
  if (rest === 0n) return `${wholeNumber(value / unit)}${name}`;
  return `${wholeNumber(value / unit)}${name}${rest * 10n < unit ? "零" : ""}${wholeNumber(rest)}`;
}

function fourDigits(value: bigint): string {
  let text = "";
  let isAfterZero = false;
  for (let place = 3; place >= 0; place--) {
    const at = (value / 10n ** BigInt(place)) % 10n;
    if (at === 0n) {
      isAfterZero = text !== "";
      continue;
    }
    text += (isAfterZero ? "零" : "") + digit(at) + PLACES[place];
    isAfterZero = false;
  }
  return text;
}

function digit(value: bigint): string {
  return DIGITS[Number(value)] ?? "";
}
