import type {IngestProgress} from './search/types.ts'

const WIDTH = 24
const STEPS: Readonly<Record<IngestProgress['step'], string>> = {
  indexing: 'Reading sections',
  embedding: 'Embedding passages',
  uploading: 'Writing to Qdrant',
}

/** `Reading sections` */
export function nameStep(step: IngestProgress['step']): string {
  return STEPS[step]
}

/** A progress bar on a terminal; nothing on anything else. */
export function showProgress(out: {readonly isTTY?: boolean; write(text: string): unknown}) {
  const isShown = out.isTTY === true
  return {
    show: (progress: IngestProgress): void => {
      if (isShown) out.write(`\r\u001B[K${describeProgress(progress)}`)
    },
    clear: (): void => {
      if (isShown) out.write('\r\u001B[K')
    },
  }
}

/** `Reading sections   [######------------------] 120 of 480` */
export function describeProgress({step, done, total}: IngestProgress): string {
  const filled = total === 0 ? WIDTH : Math.round((WIDTH * done) / total)
  return `${STEPS[step].padEnd(18)} [${'#'.repeat(filled)}${'-'.repeat(WIDTH - filled)}] ${done} of ${total}`
}
