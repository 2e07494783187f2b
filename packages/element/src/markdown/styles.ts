export const markdownStyles = `.md{overflow-wrap:anywhere}`
