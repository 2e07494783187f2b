// HTML has 2,125 names, which would be 10 KB; a name that is not here stays as written.
const NAMED =
  'reg ® trade ™ lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ” bdquo „ laquo « raquo » bull • middot · sect § para ¶ plusmn ± divide ÷ minus − frac12 ½ frac14 ¼ frac34 ¾ sup1 ¹ sup2 ² sup3 ³ micro µ euro € pound £ yen ¥ cent ¢ larr ← uarr ↑ darr ↓ harr ↔ lArr ⇐ rArr ⇒ hArr ⇔ le ≤ ge ≥ ne ≠ equiv ≡ asymp ≈ infin ∞ sum ∑ prod ∏ radic √ int ∫ part ∂ nabla ∇ isin ∈ notin ∉ cap ∩ cup ∪ sub ⊂ sup ⊃ sube ⊆ supe ⊇ empty ∅ forall ∀ exist ∃ and ∧ or ∨ not ¬ prop ∝ ang ∠ perp ⊥ there4 ∴ sim ∼ cong ≅ oplus ⊕ otimes ⊗ sdot ⋅ prime ′ Prime ″ lceil ⌈ rceil ⌉ lfloor ⌊ rfloor ⌋ lang ⟨ rang ⟩ alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ omicron ο pi π rho ρ sigma σ sigmaf ς tau τ upsilon υ phi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Phi Φ Psi Ψ Omega Ω auml ä ouml ö uuml ü Auml Ä Ouml Ö Uuml Ü szlig ß eacute é egrave è ecirc ê agrave à aacute á acirc â ccedil ç ntilde ñ iexcl ¡ iquest ¿ aring å Aring Å aelig æ AElig Æ oslash ø Oslash Ø check ✓ cross ✗ starf ★ star ☆ lbrace { rbrace } lbrack [ rbrack ] vert | ast * num # dollar $ lowbar _ grave `'

/** The rarer named references that people and models write, e.g. "alpha" for "α". */
export const rareNames: ReadonlyArray<readonly [name: string, character: string]> = [
  ['shy', '\u00AD'],
  ['ensp', '\u2002'],
  ['emsp', '\u2003'],
  ['thinsp', '\u2009'],
  ['zwnj', '\u200C'],
  ['zwj', '\u200D'],
  ['NewLine', '\n'],
  ['Tab', '\t'],
  ...[...NAMED.matchAll(/(\S+) (\S+)/g)].map(([, name = '', character = '']) => [name, character] as const),
]
