/** Runs a task when the page has nothing more urgent to do. Returns a function that calls it off. */
export const whenIdle = (task: () => void): (() => void) => {
  // Safari has no idle callback.
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(task, 50)
    return () => clearTimeout(timer)
  }
  const handle = requestIdleCallback(task, {timeout: 1000})
  return () => cancelIdleCallback(handle)
}
