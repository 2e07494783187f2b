/**
 * The value below which a share of the samples lies (nearest rank).
 *
 * @param {number[]} samples
 * @param {number} share between 0 and 1
 */
export function percentile(samples, share) {
  const sorted = samples.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
}

export const ms = (value) => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`
export const kb = (bytes) => `${(bytes / 1024).toFixed(2)} KB`
