import Previous from '@chatkit/previous/MDXPage'
import {composePage} from '../../components/page/composePage.tsx'

export default composePage(Previous)
