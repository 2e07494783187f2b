import {readWidgetTemplate} from 'chatkit-server/templates/node'

interface ReadingList {
  heading: string
  books: {id: string; title: string; author: string | null}[]
}

const template = readWidgetTemplate<ReadingList>(new URL('./reading-list.widget', import.meta.url))

export async function readingList(data: ReadingList) {
  return (await template).build(data)
}
