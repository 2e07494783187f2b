/** How a table says whether a budget is met. */
export const verdict = (met) => (met ? 'met' : 'NOT met')

export const count = (value) => Math.round(value).toLocaleString('en')
export const percent = (share) => `${Math.round(100 * share)} %`
export const micros = (value) => `${value.toFixed(2)} µs`
