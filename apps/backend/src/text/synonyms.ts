import {stem} from './stem.ts'
import {words} from './words.ts'

/**
 * Everyday words by which readers ask for what a manual calls otherwise, a group a line. Only words that mean the same in nearly
 * every text: a subject's own synonyms are its glossary's business.
 */
const GROUPS = `
abort cancel interrupt halt terminate stop
start launch begin boot initiate
hang freeze deadlock stall block
error failure fault problem issue bug
change alter modify adjust edit update
delete remove erase discard
create generate produce build construct
fetch retrieve obtain acquire
send transmit emit publish
receive listen subscribe hear
display show render visualise view
fast quick rapid
delay latency lag
big large huge
small tiny little
picture image photo
folder directory
setting option parameter preference
check verify validate inspect
teach train taught instruct
guess estimate predict approximate
weight mass
push shove disturbance
shake vibrate vibration jitter wobble oscillate
fall tumble topple
grab grasp grip
fake synthetic artificial simulated virtual
harmful bad dangerous unsafe
position pose location
speed velocity
rotate turn spin
lean tilt
connect join attach link
combine merge fuse
collide collision hit crash bump
avoid evade
trial experiment attempt
unfamiliar unknown unseen
answer reply response
ask request
exact accurate precise
choose select pick
permit allow
need require
finish end complete
wrong incorrect invalid
cheap inexpensive
find search locate
`

/** What a synonym in a text counts for, against the word itself. */
export const SYNONYM_WORTH = 0.7

const BY_STEM = new Map<string, string[]>()
for (const line of GROUPS.trim().split('\n')) {
  const group = words(line)
  for (const word of group) {
    const others = group.filter((other) => stem(other) !== stem(word))
    BY_STEM.set(stem(word), [...new Set([...(BY_STEM.get(stem(word)) ?? []), ...others])])
  }
}

/** Words that say the same as those with a stem. */
export function synonymsOf(stem: string): readonly string[] {
  return BY_STEM.get(stem) ?? []
}

/** Their stems. */
export function stemsOfSynonyms(one: string): string[] {
  return synonymsOf(one).map(stem)
}
