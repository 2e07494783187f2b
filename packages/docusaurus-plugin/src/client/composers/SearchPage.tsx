import Previous from '@chatkit/previous/SearchPage'
import type {ReactNode} from 'react'
import {AskSearched} from '../../components/page/AskSearched.tsx'

/** The site's search page, which offers to ask what was searched for. */
export default function SearchPage(): ReactNode {
  return (
    <>
      <Previous />
      <AskSearched />
    </>
  )
}
