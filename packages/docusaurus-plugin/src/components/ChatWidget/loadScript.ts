/** Loads a classic script. One that fails is taken away again, so that the next call really tries anew. */
export function loadScript(src: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script')
    script.src = src
    script.async = true
    script.addEventListener('load', () => resolve())
    script.addEventListener('error', () => {
      script.remove()
      reject(new Error(`The script ${src} could not be loaded.`))
    })
    document.head.append(script)
  })
}
