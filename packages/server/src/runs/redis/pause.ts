export function pause(ms: number): Promise<void> {
  return interruptiblePause(ms).promise
}

/** A pause that can be ended early. */
export function interruptiblePause(ms: number): {promise: Promise<void>; stop: () => void} {
  let stop = (): void => {}
  const promise = new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms)
    stop = () => {
      clearTimeout(timer)
      resolve()
    }
  })
  return {promise, stop}
}
