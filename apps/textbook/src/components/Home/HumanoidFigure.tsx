import type {ReactNode} from 'react'
import styles from './figure.module.css'

const label = 'A humanoid in mid-step, drawn with its centre of mass, zero-moment point and capture point, reaching for a cup in its camera’s view'

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
    <svg className={styles.figure} viewBox="0 0 520 540" role="img" aria-label={label}>
      <defs>
        <pattern id="dots" width="26" height="26" patternUnits="userSpaceOnUse">
          <circle cx="13" cy="13" r="1.1" className={styles.dot} />
        </pattern>
      </defs>
      <rect x="0" y="0" width="520" height="500" fill="url(#dots)" />

      <path d="M293 96 L452 118 L452 212 Z" className={styles.view} />
      <path d="M396 218 H512" className={styles.table} />
      <path d="M432 186 h30 l-3 30 h-24 z M462 192 q13 1 10 11 q-3 8 -12 7" className={styles.cup} />

      <Limb isFar path="M246 172 L206 226 L196 292" />
      <Limb isFar path="M240 292 L312 362 L330 452" />
      <path d="M318 470 L372 452" className={styles.foot} />
      <Limb path="M240 292 L232 384 L218 474" />
      <path d="M196 488 H272" className={styles.foot} />
      <Limb path="M252 152 L240 292" />
      <path d="M222 276 h38" className={styles.pelvis} />
      <rect x="236" y="66" width="62" height="62" rx="24" className={styles.head} />
      <circle cx="286" cy="94" r="6" className={styles.eye} />
      <Limb path="M252 172 L316 226 L392 208" />
      <path d="M392 208 l22 -14 M392 208 l24 2" className={styles.hand} />

      <Joint x={252} y={172} />
      <Joint x={316} y={226} />
      <Joint x={240} y={292} />
      <Joint x={232} y={384} />
      <Joint x={218} y={472} />
      <Joint x={312} y={362} />

      <path d="M20 500 H500" className={styles.ground} />
      <path d="M244 500 L254 246" className={styles.pendulum} />
      <path d="M254 246 Q318 300 352 494" className={styles.capturePath} />
      <circle cx="254" cy="246" r="11" className={styles.mass} />
      <path d="M254 235 a11 11 0 0 1 11 11 h-11 z M254 257 a11 11 0 0 1 -11 -11 h11 z" className={styles.massQuarter} />
      <circle cx="244" cy="500" r="5.5" className={styles.point} />
      <circle cx="354" cy="500" r="5.5" className={styles.point} />

      <g className={styles.text}>
        <text x="88" y="250">centre of mass</text>
        <path d="M182 246 H238" className={styles.leader} />
        <text x="244" y="527" textAnchor="middle">zero-moment point</text>
        <text x="400" y="527" textAnchor="middle">capture point</text>
        <text x="352" y="84">camera</text>
        <path d="M346 82 L300 92" className={styles.leader} />
      </g>
      <g className={styles.symbol}>
        <text x="266" y="270">c</text>
        <text x="366" y="488">ξ</text>
      </g>
    </svg>
  )
}
