export { SANDBOX_DEMO_SECRET, type SandboxKeys, sandboxKeys } from './keys.ts';
export { type SandboxGatewayConfig, sandboxGateway } from './sandbox-gateway.ts';
