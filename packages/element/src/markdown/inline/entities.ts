// The named references that people and models write. HTML has 2,125, which would be 10 KB; a name that is not here stays as written.
const NAMED =
  'amp & lt < gt > quot " apos \' copy © reg ® trade ™ hellip … mdash — ndash – lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ” bdquo „ laquo « raquo » bull • middot · sect § para ¶ deg ° plusmn ± times × divide ÷ minus − frac12 ½ frac14 ¼ frac34 ¾ sup1 ¹ sup2 ² sup3 ³ micro µ euro € pound £ yen ¥ cent ¢ larr ← uarr ↑ rarr → darr ↓ harr ↔ lArr ⇐ rArr ⇒ hArr ⇔ le ≤ ge ≥ ne ≠ equiv ≡ asymp ≈ infin ∞ sum ∑ prod ∏ radic √ int ∫ part ∂ nabla ∇ isin ∈ notin ∉ cap ∩ cup ∪ sub ⊂ sup ⊃ sube ⊆ supe ⊇ empty ∅ forall ∀ exist ∃ and ∧ or ∨ not ¬ prop ∝ ang ∠ perp ⊥ there4 ∴ sim ∼ cong ≅ oplus ⊕ otimes ⊗ sdot ⋅ prime ′ Prime ″ lceil ⌈ rceil ⌉ lfloor ⌊ rfloor ⌋ lang ⟨ rang ⟩ alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ omicron ο pi π rho ρ sigma σ sigmaf ς tau τ upsilon υ phi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Phi Φ Psi Ψ Omega Ω auml ä ouml ö uuml ü Auml Ä Ouml Ö Uuml Ü szlig ß eacute é egrave è ecirc ê agrave à aacute á acirc â ccedil ç ntilde ñ iexcl ¡ iquest ¿ aring å Aring Å aelig æ AElig Æ oslash ø Oslash Ø check ✓ cross ✗ starf ★ star ☆ lbrace { rbrace } lbrack [ rbrack ] vert | ast * num # dollar $ lowbar _ grave ` Tab \t'

const names = new Map<string, string>([
  ['nbsp', '\u00A0'],
  ['shy', '\u00AD'],
  ['ensp', '\u2002'],
  ['emsp', '\u2003'],
  ['thinsp', '\u2009'],
  ['zwnj', '\u200C'],
  ['zwj', '\u200D'],
  ['NewLine', '\n'],
])

const namedCharacter = (name: string): string | undefined => {
  if (names.size < 10) {
    const words = NAMED.split(' ')
    for (let i = 0; i < words.length; i += 2) names.set(words[i] ?? '', words[i + 1] ?? '')
  }
  return names.get(name)
}

const REFERENCE = /&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|([a-z][a-z0-9]{1,31}));/iy
const REPLACEMENT = '\uFFFD'

const fromCode = (code: number): string =>
  code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? REPLACEMENT : String.fromCodePoint(code)

/** The character reference at an offset, e.g. `&amp;` or `&#x2014;`, if there is a known one. */
export const scanEntity = (text: string, from: number): {value: string; end: number} | undefined => {
  REFERENCE.lastIndex = from
  const match = REFERENCE.exec(text)
  if (!match) return undefined
  const [, hex, decimal, name = ''] = match
  const value = hex || decimal ? fromCode(Number.parseInt(hex ?? decimal ?? '', hex ? 16 : 10)) : namedCharacter(name)
  return value === undefined ? undefined : {value, end: REFERENCE.lastIndex}
}

export const isAsciiPunctuation = (code: number): boolean =>
  (code >= 33 && code <= 47) || (code >= 58 && code <= 64) || (code >= 91 && code <= 96) || (code >= 123 && code <= 126)

/** Takes backslash escapes and character references out of a destination, title or language. */
export const unescapeText = (text: string): string => {
  if (!text.includes('\\') && !text.includes('&')) return text
  let result = ''
  for (let i = 0; i < text.length; i++) {
    const entity = text[i] === '&' ? scanEntity(text, i) : undefined
    if (entity) {
      result += entity.value
      i = entity.end - 1
    } else {
      if (text[i] === '\\' && isAsciiPunctuation(text.charCodeAt(i + 1))) i++
      result += text.charAt(i)
    }
  }
  return result
}
