export { ComposeScreen } from './compose-screen.tsx';
