import {configure} from '@testing-library/dom'
import '@testing-library/jest-dom'

// A machine that is busy with something else is slow, not wrong.
configure({asyncUtilTimeout: 10_000})
