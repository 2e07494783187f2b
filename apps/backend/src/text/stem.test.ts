import Database from 'libsql'
import {stem} from './stem.ts'

const WORDS =
  'caresses ponies ties cats feed agreed plastered bled motoring sing conflated troubled sized hopping tanned falling hissing fizzed failing filing happy sky relational conditional rational valency hesitancy digitizer conformably radically differently vilely analogously vietnamization predication operator feudalism decisiveness hopefulness callousness formality sensitivity sensibility triplicate formative formalize electricity electrical hopeful goodness revival allowance inference airliner gyroscopic adjustable defensible irritant replacement adjustment dependent adoption communism activate angularity homologous effective bowdlerize probate rate cease controlling roll yes yellow employ robots publishing subscriber simultaneous localization quaternions inertia kinematics controllers ros2'

test('words are stemmed as the index stems them', () => {
  const db = new Database(':memory:')
  db.exec(
    "CREATE VIRTUAL TABLE t USING fts5(w, tokenize = 'porter unicode61'); CREATE VIRTUAL TABLE v USING fts5vocab(t, 'row')",
  )
  const differences: string[] = []
  for (const word of WORDS.split(' ')) {
    db.exec('DELETE FROM t')
    db.prepare('INSERT INTO t VALUES (?)').run(word)
    const row: unknown = db.prepare('SELECT term FROM v').get()
    const theirs: unknown = typeof row === 'object' && row !== null && 'term' in row ? row.term : undefined
    if (theirs !== stem(word)) differences.push(`${word}: index ${String(theirs)}, ours ${stem(word)}`)
  }
  db.close()
  expect(differences).toEqual([])
})
