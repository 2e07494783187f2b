import Translate, {translate} from '@docusaurus/Translate'
import type {ReactNode} from 'react'
import styles from './figure.module.css'

const label = translate({
  id: 'home.figure',
  message:
    'A humanoid in mid-step, drawn with its centre of mass, zero-moment point and capture point, reaching for a cup in its camera’s view',
})

/** A limb as an outlined capsule chain: a wide ink stroke under a narrower one in the colour of the paper. */
function Limb({path, isFar}: {path: string; isFar?: boolean}): ReactNode {
  return (
    <g className={isFar ? styles.far : undefined}>
      <path d={path} className={styles.outline} />
      <path d={path} className={styles.fill} />
    </g>
  )
}

function Joint({x, y}: {x: number; y: number}): ReactNode {
  return <circle cx={x} cy={y} r="4.5" className={styles.joint} />
}

/** The book's frontispiece: the quantities of the chapter on locomotion on one drawing. */
export function HumanoidFigure(): ReactNode {
  return (
    <svg className={styles.figure} viewBox="0 0 520 540" direction="ltr" role="img" aria-label={label}>
      <defs>
        <pattern id="dots" width="26" height="26" patternUnits="userSpaceOnUse">
          <circle cx="13" cy="13" r="1.1" className={styles.dot} />
        </pattern>
      </defs>
      <rect x="0" y="0" width="520" height="500" fill="url(#dots)" />

      <path d="M296 97 L452 122 L452 216 Z" className={styles.view} />
      <path d="M416 218 H512" className={styles.table} />
      <path d="M440 186 h30 l-3 31 h-24 z M470 192 q13 1 10 11 q-3 8 -12 7" className={styles.cup} />

      <Limb isFar path="M250 172 L208 226 L198 290" />
      <Limb isFar path="M242 292 L312 364 L334 452" />
      <path d="M322 472 L376 455" className={styles.foot} />
      <path d="M258 152 L266 122" className={styles.neck} />
      <Limb path="M242 292 L234 386 L220 472" />
      <path d="M198 492 H274" className={styles.foot} />
      <Limb path="M256 168 L242 290" />
      <rect x="240" y="66" width="62" height="62" rx="24" className={styles.head} />
      <circle cx="288" cy="95" r="6" className={styles.eye} />
      <Limb path="M256 172 L318 228 L394 206" />
      <path d="M404 203 l22 -13 M404 203 l24 4" className={styles.hand} />

      <Joint x={256} y={172} />
      <Joint x={318} y={228} />
      <Joint x={242} y={292} />
      <Joint x={234} y={386} />
      <Joint x={220} y={472} />
      <Joint x={312} y={364} />

      <path d="M20 500 H500" className={styles.ground} />
      <path d="M246 500 L252 238" className={styles.pendulum} />
      <path d="M252 238 Q330 310 358 496" className={styles.capturePath} />
      <circle cx="252" cy="238" r="11" className={styles.mass} />
      <path d="M252 227 a11 11 0 0 1 11 11 h-11 z M252 249 a11 11 0 0 1 -11 -11 h11 z" className={styles.massQuarter} />
      <circle cx="246" cy="500" r="5.5" className={styles.point} />
      <circle cx="359" cy="500" r="5.5" className={styles.point} />

      <g className={styles.text}>
        <text x="150" y="242" textAnchor="end">
          <Translate id="home.figure.mass">centre of mass</Translate>
        </text>
        <path d="M158 238 H236" className={styles.leader} />
        <text x="296" y="527" textAnchor="end">
          <Translate id="home.figure.zmp">zero-moment point</Translate>
        </text>
        <text x="322" y="527">
          <Translate id="home.figure.capture">capture point</Translate>
        </text>
        <text x="358" y="80">
          <Translate id="home.figure.camera">camera</Translate>
        </text>
        <path d="M352 78 L302 92" className={styles.leader} />
      </g>
      <g className={styles.symbol}>
        <text x="272" y="240">
          c
        </text>
        <text x="258" y="486">
          p
        </text>
        <text x="372" y="490">
          ξ
        </text>
      </g>
    </svg>
  )
}
