import Previous from '@chatkit/previous/DocItem'
import {composePage} from '../../components/page/composePage.tsx'

export default composePage(Previous)
