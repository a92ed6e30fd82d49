/** Types of the API, made from its own OpenAPI by `npm run docs`. */
export interface paths {
    "/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        hostToken?: string;
                        guestToken?: string;
                        /** @enum {string} */
                        language?: "zh" | "en";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            token: string;
                            expiresAtMs: number;
                            learner: {
                                learnerId: string;
                                isGuest: boolean;
                                displayName: string | null;
                            };
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            sessions: {
                                sessionId: string;
                                device: string | null;
                                createdAtMs: number;
                                lastSeenAtMs: number;
                                expiresAtMs: number;
                                isThis: boolean;
                            }[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        login: string;
                        password: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            staffId: string;
                            login: string;
                            displayName: string;
                            /** @enum {string} */
                            role: "agent" | "supervisor" | "analyst" | "admin";
                            csrfToken: string;
                            expiresAtMs: number;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            staffId: string;
                            login: string;
                            displayName: string;
                            /** @enum {string} */
                            role: "agent" | "supervisor" | "analyst" | "admin";
                            csrfToken: string;
                            expiresAtMs: number;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        currentPassword: string;
                        newPassword: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            staffId: string;
                            login: string;
                            displayName: string;
                            /** @enum {string} */
                            role: "agent" | "supervisor" | "analyst" | "admin";
                            csrfToken: string;
                            expiresAtMs: number;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/sessions/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            signedOut: true;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/sessions/others": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            revoked: number;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/sessions/{sessionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    sessionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            revoked: number;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            accounts: {
                                staffId: string;
                                login: string;
                                displayName: string;
                                /** @enum {string} */
                                role: "agent" | "supervisor" | "analyst" | "admin";
                                isDisabled: boolean;
                                lockedUntilMs: number | null;
                                sessionsCount: number;
                                createdAtMs: number;
                            }[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        login: string;
                        displayName?: string;
                        /** @enum {string} */
                        role: "agent" | "supervisor" | "analyst" | "admin";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            staffId: string;
                            password: string;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/accounts/{staffId}/role": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    staffId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        role: "agent" | "supervisor" | "analyst" | "admin";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            changed: true;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/accounts/{staffId}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    staffId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            changed: true;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/accounts/{staffId}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    staffId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            changed: true;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/accounts/{staffId}/unlock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    staffId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            changed: true;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/accounts/{staffId}/password-reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    staffId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            staffId: string;
                            password: string;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query: {
                    view: "queue" | "mine";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/conversations/{conversationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    beforeSeq?: number;
                };
                header?: never;
                path: {
                    conversationId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/conversations/{conversationId}/handoff/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    conversationId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/conversations/{conversationId}/handoff/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    conversationId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default false */
                        askCsat?: boolean;
                    } | null;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/conversations/{conversationId}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    conversationId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        clientMessageId: string;
                        text: string;
                        attachmentIds?: string[];
                        isPasted?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/reviews/{reviewId}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    reviewId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        decision: "approve" | "reject";
                        note?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query: {
                    text: string;
                    in?: "messages" | "people" | "orders";
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            messages: {
                                items: {
                                    activityId: string;
                                    conversationId: string;
                                    seq: number;
                                    /** @enum {string} */
                                    sender: "learner" | "bot" | "agent" | "system";
                                    learnerName: string | null;
                                    excerpt: string;
                                    marks: [
                                        number,
                                        number
                                    ][];
                                    createdAtMs: number;
                                }[];
                                nextCursor: string | null;
                            } | null;
                            people: {
                                items: {
                                    learnerId: string;
                                    learnerName: string | null;
                                    hostUserId: string | null;
                                    isGuest: boolean;
                                    conversationId: string | null;
                                }[];
                                nextCursor: string | null;
                            } | null;
                            orders: {
                                items: {
                                    orderId: string;
                                    orderNumber: string;
                                    /** @enum {string} */
                                    status: "pending" | "paid" | "canceled" | "refunded";
                                    isRefunding?: boolean;
                                    checkoutId: string;
                                    paymentId: string | null;
                                    currency: string;
                                    totalMinor: number;
                                    lines: {
                                        productId: string;
                                        title: string;
                                        totalMinor: number;
                                        startUrl: string | null;
                                    }[];
                                    createdAtMs: number;
                                    paidAtMs: number | null;
                                    learner: {
                                        learnerId: string;
                                        hostUserId: string | null;
                                        displayName: string | null;
                                    };
                                    attempt: {
                                        gateway: string;
                                        method: string;
                                        status: string;
                                        gatewayReference: string;
                                        gatewayPaymentId: string | null;
                                    } | null;
                                }[];
                                nextCursor: string | null;
                            } | null;
                            isIndexing: boolean;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/conversations/all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    state?: "bot" | "queued" | "offered" | "human" | "transfer" | "wrap_up" | "closed";
                    owner?: string;
                    labelId?: string;
                    language?: "zh" | "en";
                    snoozed?: "true" | "false";
                    breached?: "true" | "false";
                    learnerId?: string;
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            conversations: {
                                conversationId: string;
                                learnerId: string;
                                learnerName: string | null;
                                isGuest: boolean;
                                /** @enum {string} */
                                language: "zh" | "en";
                                /** @enum {string} */
                                state: "bot" | "queued" | "offered" | "human" | "transfer" | "wrap_up" | "closed";
                                ownerId: string | null;
                                ownerName: string | null;
                                labels: {
                                    labelId: string;
                                    name: string;
                                    /** @enum {string} */
                                    colour: "grey" | "red" | "orange" | "yellow" | "green" | "teal" | "blue" | "purple";
                                }[];
                                snoozedUntilMs: number | null;
                                isBreached: boolean;
                                lastMessage: {
                                    text: string;
                                    /** @enum {string} */
                                    sender: "learner" | "agent";
                                    atMs: number;
                                } | null;
                                updatedAtMs: number;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/conversations/{conversationId}/details": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    conversationId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            conversationId: string;
                            /** @enum {string} */
                            language: "zh" | "en";
                            /** @enum {string} */
                            surface: "web" | "mobile_web" | "wechat" | "alipay" | "miniprogram" | "ios_app" | "android_app";
                            learner: {
                                learnerId: string;
                                isGuest: boolean;
                                name: string | null;
                                hostUserId: string | null;
                                email: string | null;
                                phone: string | null;
                                ip: string | null;
                                createdAtMs: number;
                            };
                            labels: {
                                labelId: string;
                                name: string;
                                /** @enum {string} */
                                colour: "grey" | "red" | "orange" | "yellow" | "green" | "teal" | "blue" | "purple";
                            }[];
                            snooze: {
                                untilMs: number;
                                staffId: string;
                                staffName: string;
                            } | null;
                            viewers: {
                                staffId: string;
                                displayName: string;
                            }[];
                            notes: {
                                noteId: string;
                                conversationId: string;
                                afterSeq: number;
                                text: string;
                                staffId: string;
                                staffName: string;
                                createdAtMs: number;
                            }[];
                            orders: {
                                orderId: string;
                                orderNumber: string;
                                status: string;
                                currency: string;
                                totalMinor: number;
                                discountMinor: number;
                                lines: {
                                    orderLineId: string;
                                    productId: string;
                                    title: string;
                                    totalMinor: number;
                                    refundableMinor: number;
                                }[];
                                refundableMinor: number;
                                payment: {
                                    paymentId: string;
                                    status: string;
                                    currency: string;
                                    amountMinor: number;
                                    refundedMinor: number;
                                    method: string | null;
                                    gateway: string | null;
                                    gatewayReference: string | null;
                                    failureCode: string | null;
                                    createdAtMs: number;
                                    succeededAtMs: number | null;
                                    refunds: {
                                        refundId: string;
                                        kind: string;
                                        status: string;
                                        currency: string;
                                        amountMinor: number;
                                        reason: string;
                                        requestedBy: string;
                                        method: string;
                                        lines: {
                                            orderLineId: string;
                                            amountMinor: number;
                                        }[];
                                        failureCode: string | null;
                                        arrival: {
                                            byMs: number;
                                            text: {
                                                zh: string;
                                                en: string;
                                            };
                                        } | null;
                                        createdAtMs: number;
                                        succeededAtMs: number | null;
                                    }[];
                                    disputes: {
                                        disputeId: string;
                                        status: string;
                                        currency: string;
                                        amountMinor: number;
                                        reason: string;
                                        evidenceDueAtMs: number | null;
                                        openedAtMs: number;
                                        closedAtMs: number | null;
                                    }[];
                                } | null;
                                createdAtMs: number;
                                paidAtMs: number | null;
                            }[];
                            entitlements: {
                                entitlementId: string;
                                productId: string;
                                title: string;
                                /** @enum {string} */
                                kind: "course" | "column" | "ebook";
                                /** @enum {string} */
                                status: "active" | "revoked";
                                grantedAtMs: number;
                                startUrl: string | null;
                            }[];
                            wallet: {
                                currency: string;
                                paidMinor: number;
                                bonusMinor: number;
                                heldMinor: number;
                            }[];
                            risk: {
                                assessments: {
                                    assessmentId: string;
                                    checkoutId: string;
                                    decision: string;
                                    score: number | null;
                                    currency: string;
                                    amountMinor: number;
                                    reasons: string[];
                                    createdAtMs: number;
                                }[];
                                reviews: {
                                    reviewId: string;
                                    checkoutId: string;
                                    status: string;
                                    note: string | null;
                                    createdAtMs: number;
                                    decidedAtMs: number | null;
                                }[];
                            };
                            pastConversations: {
                                conversationId: string;
                                surface: string;
                                status: string;
                                lastText: string | null;
                                createdAtMs: number;
                                updatedAtMs: number;
                                mayRead: boolean;
                            }[];
                            invoices: {
                                invoiceId: string;
                                orderId: string;
                                orderNumber: string;
                                /** @enum {string} */
                                status: "requested" | "issued" | "declined";
                                currency: string;
                                amountMinor: number;
                                invoiceNumber: string | null;
                                createdAtMs: number;
                            }[];
                            csat: {
                                conversationId: string;
                                score: number;
                                comment: string | null;
                                atMs: number;
                            }[];
                            cases: {
                                caseId: string;
                                caseNumber: string;
                                /** @enum {string} */
                                kind: "complaint" | "minor_refund" | "appeal";
                                subject: string;
                                /** @enum {string} */
                                status: "open" | "working" | "waiting" | "upheld" | "declined" | "withdrawn";
                                learnerId: string | null;
                                learnerName: string | null;
                                conversationId: string | null;
                                paymentId: string | null;
                                orderNumber: string | null;
                                currency: string | null;
                                amountMinor: number | null;
                                ownerId: string | null;
                                ownerName: string | null;
                                openedAtMs: number;
                                dueAtMs: number;
                                isOverdue: boolean;
                                closedAtMs: number | null;
                            }[];
                            approvals: {
                                approvalId: string;
                                conversationId: string;
                                learnerId: string;
                                learnerName: string | null;
                                /** @enum {string} */
                                status: "requested" | "approved" | "declined" | "withdrawn" | "expired";
                                wish: {
                                    /** @enum {string} */
                                    kind: "refund";
                                    refund: {
                                        paymentId: string;
                                        amountMinor?: number;
                                        orderLineIds?: string[];
                                        reason: string;
                                    };
                                } | {
                                    /** @enum {string} */
                                    kind: "coupon";
                                    coupon: {
                                        percentOff?: number;
                                        amountMinor?: number;
                                        currency: string;
                                        daysValid: number;
                                        reason: string;
                                    };
                                };
                                amountMinor: number;
                                currency: string;
                                note: string;
                                requestedById: string;
                                requestedByName: string;
                                decidedById: string | null;
                                decidedByName: string | null;
                                decisionNote: string | null;
                                createdAtMs: number;
                                expiresAtMs: number;
                                decidedAtMs: number | null;
                                mayDecide: boolean;
                            }[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/conversations/{conversationId}/reveals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    conversationId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        field: "name" | "host_id" | "email" | "phone" | "ip";
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            field: "name" | "host_id" | "email" | "phone" | "ip";
                            value: string | null;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/conversations/{conversationId}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    conversationId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            notes: {
                                noteId: string;
                                conversationId: string;
                                afterSeq: number;
                                text: string;
                                staffId: string;
                                staffName: string;
                                createdAtMs: number;
                            }[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    conversationId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        clientNoteId: string;
                        text: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            noteId: string;
                            conversationId: string;
                            afterSeq: number;
                            text: string;
                            staffId: string;
                            staffName: string;
                            createdAtMs: number;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/conversations/{conversationId}/snooze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    conversationId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        untilMs: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            snooze: {
                                untilMs: number;
                                staffId: string;
                                staffName: string;
                            } | null;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    conversationId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            snooze: {
                                untilMs: number;
                                staffId: string;
                                staffName: string;
                            } | null;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/canned-replies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    team?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            cannedReplies: {
                                cannedReplyId: string;
                                shortcut: string;
                                team: string | null;
                                title: string;
                                textZh: string | null;
                                textEn: string | null;
                                updatedAtMs: number;
                            }[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        shortcut: string;
                        /** @default null */
                        team?: string | null;
                        title: string;
                        /** @default null */
                        textZh?: string | null;
                        /** @default null */
                        textEn?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            cannedReplyId: string;
                            shortcut: string;
                            team: string | null;
                            title: string;
                            textZh: string | null;
                            textEn: string | null;
                            updatedAtMs: number;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/canned-replies/{cannedReplyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    cannedReplyId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        shortcut: string;
                        /** @default null */
                        team?: string | null;
                        title: string;
                        /** @default null */
                        textZh?: string | null;
                        /** @default null */
                        textEn?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            cannedReplyId: string;
                            shortcut: string;
                            team: string | null;
                            title: string;
                            textZh: string | null;
                            textEn: string | null;
                            updatedAtMs: number;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    cannedReplyId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/conversations/{conversationId}/canned-replies/{cannedReplyId}/rendering": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    conversationId: string;
                    cannedReplyId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        language?: "zh" | "en";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            text: string;
                            /** @enum {string} */
                            language: "zh" | "en";
                            missing: ("learner_name" | "agent_name" | "order_number" | "order_total" | "product_title" | "seller_name")[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/labels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            labels: {
                                labelId: string;
                                name: string;
                                /** @enum {string} */
                                colour: "grey" | "red" | "orange" | "yellow" | "green" | "teal" | "blue" | "purple";
                            }[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        /** @enum {string} */
                        colour: "grey" | "red" | "orange" | "yellow" | "green" | "teal" | "blue" | "purple";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            labelId: string;
                            name: string;
                            /** @enum {string} */
                            colour: "grey" | "red" | "orange" | "yellow" | "green" | "teal" | "blue" | "purple";
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/labels/{labelId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    labelId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        /** @enum {string} */
                        colour: "grey" | "red" | "orange" | "yellow" | "green" | "teal" | "blue" | "purple";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            labelId: string;
                            name: string;
                            /** @enum {string} */
                            colour: "grey" | "red" | "orange" | "yellow" | "green" | "teal" | "blue" | "purple";
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    labelId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/conversations/{conversationId}/labels/{labelId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    conversationId: string;
                    labelId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            labels: {
                                labelId: string;
                                name: string;
                                /** @enum {string} */
                                colour: "grey" | "red" | "orange" | "yellow" | "green" | "teal" | "blue" | "purple";
                            }[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    conversationId: string;
                    labelId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            labels: {
                                labelId: string;
                                name: string;
                                /** @enum {string} */
                                colour: "grey" | "red" | "orange" | "yellow" | "green" | "teal" | "blue" | "purple";
                            }[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/conversations/{conversationId}/checkouts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Required. Names one wish: the same key and input give the first answer again. */
                    "idempotency-key"?: string;
                };
                path: {
                    conversationId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        productId: string;
                        currency: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            checkoutId: string;
                            productId: string;
                            title: string;
                            currency: string;
                            totalMinor: number;
                            expiresAtMs: number;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/conversations/{conversationId}/coupons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Required. Names one wish: the same key and input give the first answer again. */
                    "idempotency-key"?: string;
                };
                path: {
                    conversationId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        percentOff?: number;
                        amountMinor?: number;
                        currency: string;
                        daysValid: number;
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            couponId: string;
                            code: string;
                            percentOff: number | null;
                            amountMinor: number | null;
                            currency: string;
                            endsAtMs: number | null;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/conversations/{conversationId}/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Required. Names one wish: the same key and input give the first answer again. */
                    "idempotency-key"?: string;
                };
                path: {
                    conversationId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        paymentId: string;
                        amountMinor?: number;
                        orderLineIds?: string[];
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            amountMinor: number;
                            refunds: {
                                refundId: string;
                                paymentId: string;
                                orderId: string;
                                /** @enum {string} */
                                kind: "order" | "surplus";
                                /** @enum {string} */
                                status: "created" | "pending" | "unknown" | "succeeded" | "failed" | "manual";
                                currency: string;
                                amountMinor: number;
                                reason: string;
                                /** @enum {string} */
                                requestedBy: "system" | "learner" | "agent" | "host";
                                failureCode: string | null;
                                resolutionNote: string | null;
                                lines: {
                                    orderLineId: string;
                                    amountMinor: number;
                                    taxMinor: number;
                                }[];
                                createdAtMs: number;
                                succeededAtMs: number | null;
                            }[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    text?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            products: {
                                productId: string;
                                title: string;
                                /** @enum {string} */
                                kind: "course" | "column" | "ebook";
                                language: string;
                                author: string | null;
                                prices: {
                                    currency: string;
                                    amountMinor: number;
                                }[];
                            }[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/allowance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            refund: {
                                perAction: {
                                    [key: string]: number;
                                };
                                perDay: {
                                    [key: string]: number;
                                };
                                givenToday: {
                                    [key: string]: number;
                                };
                            };
                            coupon: {
                                perAction: {
                                    [key: string]: number;
                                };
                                perDay: {
                                    [key: string]: number;
                                };
                                givenToday: {
                                    [key: string]: number;
                                };
                                percentMax: number;
                                countPerDay: number;
                                countToday: number;
                            };
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/own-accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            accounts: {
                                hostUserId: string;
                            }[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        hostUserId: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            accounts: {
                                hostUserId: string;
                            }[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    status?: "requested" | "approved" | "declined" | "withdrawn" | "expired";
                    conversationId?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            approvals: {
                                approvalId: string;
                                conversationId: string;
                                learnerId: string;
                                learnerName: string | null;
                                /** @enum {string} */
                                status: "requested" | "approved" | "declined" | "withdrawn" | "expired";
                                wish: {
                                    /** @enum {string} */
                                    kind: "refund";
                                    refund: {
                                        paymentId: string;
                                        amountMinor?: number;
                                        orderLineIds?: string[];
                                        reason: string;
                                    };
                                } | {
                                    /** @enum {string} */
                                    kind: "coupon";
                                    coupon: {
                                        percentOff?: number;
                                        amountMinor?: number;
                                        currency: string;
                                        daysValid: number;
                                        reason: string;
                                    };
                                };
                                amountMinor: number;
                                currency: string;
                                note: string;
                                requestedById: string;
                                requestedByName: string;
                                decidedById: string | null;
                                decidedByName: string | null;
                                decisionNote: string | null;
                                createdAtMs: number;
                                expiresAtMs: number;
                                decidedAtMs: number | null;
                                mayDecide: boolean;
                            }[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/conversations/{conversationId}/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Required. Names one wish: the same key and input give the first answer again. */
                    "idempotency-key"?: string;
                };
                path: {
                    conversationId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        wish: {
                            /** @enum {string} */
                            kind: "refund";
                            refund: {
                                paymentId: string;
                                amountMinor?: number;
                                orderLineIds?: string[];
                                reason: string;
                            };
                        } | {
                            /** @enum {string} */
                            kind: "coupon";
                            coupon: {
                                percentOff?: number;
                                amountMinor?: number;
                                currency: string;
                                daysValid: number;
                                reason: string;
                            };
                        };
                        note: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            approvalId: string;
                            conversationId: string;
                            learnerId: string;
                            learnerName: string | null;
                            /** @enum {string} */
                            status: "requested" | "approved" | "declined" | "withdrawn" | "expired";
                            wish: {
                                /** @enum {string} */
                                kind: "refund";
                                refund: {
                                    paymentId: string;
                                    amountMinor?: number;
                                    orderLineIds?: string[];
                                    reason: string;
                                };
                            } | {
                                /** @enum {string} */
                                kind: "coupon";
                                coupon: {
                                    percentOff?: number;
                                    amountMinor?: number;
                                    currency: string;
                                    daysValid: number;
                                    reason: string;
                                };
                            };
                            amountMinor: number;
                            currency: string;
                            note: string;
                            requestedById: string;
                            requestedByName: string;
                            decidedById: string | null;
                            decidedByName: string | null;
                            decisionNote: string | null;
                            createdAtMs: number;
                            expiresAtMs: number;
                            decidedAtMs: number | null;
                            mayDecide: boolean;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/approvals/{approvalId}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Required. Names one wish: the same key and input give the first answer again. */
                    "idempotency-key"?: string;
                };
                path: {
                    approvalId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        decision: "approve" | "decline";
                        note?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            approvalId: string;
                            /** @enum {string} */
                            status: "requested" | "approved" | "declined" | "withdrawn" | "expired";
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/approvals/{approvalId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    approvalId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    open?: "true" | "false";
                    kind?: "complaint" | "minor_refund" | "appeal";
                    owner?: string;
                    conversationId?: string;
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            cases: {
                                caseId: string;
                                caseNumber: string;
                                /** @enum {string} */
                                kind: "complaint" | "minor_refund" | "appeal";
                                subject: string;
                                /** @enum {string} */
                                status: "open" | "working" | "waiting" | "upheld" | "declined" | "withdrawn";
                                learnerId: string | null;
                                learnerName: string | null;
                                conversationId: string | null;
                                paymentId: string | null;
                                orderNumber: string | null;
                                currency: string | null;
                                amountMinor: number | null;
                                ownerId: string | null;
                                ownerName: string | null;
                                openedAtMs: number;
                                dueAtMs: number;
                                isOverdue: boolean;
                                closedAtMs: number | null;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        conversationId: string;
                        /** @enum {string} */
                        kind: "complaint" | "minor_refund" | "appeal";
                        paymentId?: string;
                        text: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            caseId: string;
                            caseNumber: string;
                            /** @enum {string} */
                            kind: "complaint" | "minor_refund" | "appeal";
                            subject: string;
                            /** @enum {string} */
                            status: "open" | "working" | "waiting" | "upheld" | "declined" | "withdrawn";
                            learnerId: string | null;
                            learnerName: string | null;
                            conversationId: string | null;
                            paymentId: string | null;
                            orderNumber: string | null;
                            currency: string | null;
                            amountMinor: number | null;
                            ownerId: string | null;
                            ownerName: string | null;
                            openedAtMs: number;
                            dueAtMs: number;
                            isOverdue: boolean;
                            closedAtMs: number | null;
                            entries: {
                                caseEntryId: string;
                                /** @enum {string} */
                                kind: "opened" | "note" | "evidence" | "assigned" | "moved" | "decided" | "acted";
                                staffId: string | null;
                                staffName: string | null;
                                text: string;
                                attachmentIds: string[];
                                files: {
                                    attachmentId: string;
                                    name: string;
                                    /** @enum {string} */
                                    contentType: "image/png" | "image/jpeg" | "image/webp" | "image/gif" | "application/pdf" | "text/plain";
                                    bytes: number;
                                    width?: number;
                                    height?: number;
                                }[];
                                createdAtMs: number;
                            }[];
                            nextStatuses: ("open" | "working" | "waiting" | "upheld" | "declined" | "withdrawn")[];
                            outcomeMessage: string | null;
                            refundIds: string[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/cases/{caseId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    caseId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            caseId: string;
                            caseNumber: string;
                            /** @enum {string} */
                            kind: "complaint" | "minor_refund" | "appeal";
                            subject: string;
                            /** @enum {string} */
                            status: "open" | "working" | "waiting" | "upheld" | "declined" | "withdrawn";
                            learnerId: string | null;
                            learnerName: string | null;
                            conversationId: string | null;
                            paymentId: string | null;
                            orderNumber: string | null;
                            currency: string | null;
                            amountMinor: number | null;
                            ownerId: string | null;
                            ownerName: string | null;
                            openedAtMs: number;
                            dueAtMs: number;
                            isOverdue: boolean;
                            closedAtMs: number | null;
                            entries: {
                                caseEntryId: string;
                                /** @enum {string} */
                                kind: "opened" | "note" | "evidence" | "assigned" | "moved" | "decided" | "acted";
                                staffId: string | null;
                                staffName: string | null;
                                text: string;
                                attachmentIds: string[];
                                files: {
                                    attachmentId: string;
                                    name: string;
                                    /** @enum {string} */
                                    contentType: "image/png" | "image/jpeg" | "image/webp" | "image/gif" | "application/pdf" | "text/plain";
                                    bytes: number;
                                    width?: number;
                                    height?: number;
                                }[];
                                createdAtMs: number;
                            }[];
                            nextStatuses: ("open" | "working" | "waiting" | "upheld" | "declined" | "withdrawn")[];
                            outcomeMessage: string | null;
                            refundIds: string[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/cases/{caseId}/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    caseId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        kind: "note" | "evidence";
                        text: string;
                        /** @default [] */
                        attachmentIds?: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            caseId: string;
                            caseNumber: string;
                            /** @enum {string} */
                            kind: "complaint" | "minor_refund" | "appeal";
                            subject: string;
                            /** @enum {string} */
                            status: "open" | "working" | "waiting" | "upheld" | "declined" | "withdrawn";
                            learnerId: string | null;
                            learnerName: string | null;
                            conversationId: string | null;
                            paymentId: string | null;
                            orderNumber: string | null;
                            currency: string | null;
                            amountMinor: number | null;
                            ownerId: string | null;
                            ownerName: string | null;
                            openedAtMs: number;
                            dueAtMs: number;
                            isOverdue: boolean;
                            closedAtMs: number | null;
                            entries: {
                                caseEntryId: string;
                                /** @enum {string} */
                                kind: "opened" | "note" | "evidence" | "assigned" | "moved" | "decided" | "acted";
                                staffId: string | null;
                                staffName: string | null;
                                text: string;
                                attachmentIds: string[];
                                files: {
                                    attachmentId: string;
                                    name: string;
                                    /** @enum {string} */
                                    contentType: "image/png" | "image/jpeg" | "image/webp" | "image/gif" | "application/pdf" | "text/plain";
                                    bytes: number;
                                    width?: number;
                                    height?: number;
                                }[];
                                createdAtMs: number;
                            }[];
                            nextStatuses: ("open" | "working" | "waiting" | "upheld" | "declined" | "withdrawn")[];
                            outcomeMessage: string | null;
                            refundIds: string[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/cases/{caseId}/owner": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    caseId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        ownerId: ("me" | string) | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            caseId: string;
                            caseNumber: string;
                            /** @enum {string} */
                            kind: "complaint" | "minor_refund" | "appeal";
                            subject: string;
                            /** @enum {string} */
                            status: "open" | "working" | "waiting" | "upheld" | "declined" | "withdrawn";
                            learnerId: string | null;
                            learnerName: string | null;
                            conversationId: string | null;
                            paymentId: string | null;
                            orderNumber: string | null;
                            currency: string | null;
                            amountMinor: number | null;
                            ownerId: string | null;
                            ownerName: string | null;
                            openedAtMs: number;
                            dueAtMs: number;
                            isOverdue: boolean;
                            closedAtMs: number | null;
                            entries: {
                                caseEntryId: string;
                                /** @enum {string} */
                                kind: "opened" | "note" | "evidence" | "assigned" | "moved" | "decided" | "acted";
                                staffId: string | null;
                                staffName: string | null;
                                text: string;
                                attachmentIds: string[];
                                files: {
                                    attachmentId: string;
                                    name: string;
                                    /** @enum {string} */
                                    contentType: "image/png" | "image/jpeg" | "image/webp" | "image/gif" | "application/pdf" | "text/plain";
                                    bytes: number;
                                    width?: number;
                                    height?: number;
                                }[];
                                createdAtMs: number;
                            }[];
                            nextStatuses: ("open" | "working" | "waiting" | "upheld" | "declined" | "withdrawn")[];
                            outcomeMessage: string | null;
                            refundIds: string[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/cases/{caseId}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    caseId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "open" | "working" | "waiting" | "withdrawn";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            caseId: string;
                            caseNumber: string;
                            /** @enum {string} */
                            kind: "complaint" | "minor_refund" | "appeal";
                            subject: string;
                            /** @enum {string} */
                            status: "open" | "working" | "waiting" | "upheld" | "declined" | "withdrawn";
                            learnerId: string | null;
                            learnerName: string | null;
                            conversationId: string | null;
                            paymentId: string | null;
                            orderNumber: string | null;
                            currency: string | null;
                            amountMinor: number | null;
                            ownerId: string | null;
                            ownerName: string | null;
                            openedAtMs: number;
                            dueAtMs: number;
                            isOverdue: boolean;
                            closedAtMs: number | null;
                            entries: {
                                caseEntryId: string;
                                /** @enum {string} */
                                kind: "opened" | "note" | "evidence" | "assigned" | "moved" | "decided" | "acted";
                                staffId: string | null;
                                staffName: string | null;
                                text: string;
                                attachmentIds: string[];
                                files: {
                                    attachmentId: string;
                                    name: string;
                                    /** @enum {string} */
                                    contentType: "image/png" | "image/jpeg" | "image/webp" | "image/gif" | "application/pdf" | "text/plain";
                                    bytes: number;
                                    width?: number;
                                    height?: number;
                                }[];
                                createdAtMs: number;
                            }[];
                            nextStatuses: ("open" | "working" | "waiting" | "upheld" | "declined" | "withdrawn")[];
                            outcomeMessage: string | null;
                            refundIds: string[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/cases/{caseId}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Required. Names one wish: the same key and input give the first answer again. */
                    "idempotency-key"?: string;
                };
                path: {
                    caseId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        outcome: "upheld" | "declined";
                        refund?: "none" | {
                            amountMinor?: number;
                        };
                        message: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            caseId: string;
                            /** @enum {string} */
                            status: "open" | "working" | "waiting" | "upheld" | "declined" | "withdrawn";
                            refundIds: string[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/appeals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            appeals: {
                                caseId: string;
                                caseNumber: string;
                                /** @enum {string} */
                                status: "open" | "working" | "waiting" | "upheld" | "declined" | "withdrawn";
                                openedAtMs: number;
                                dueAtMs: number;
                                outcomeMessage: string | null;
                            }[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        checkoutId?: string;
                        paymentId?: string;
                        conversationId?: string;
                        text: string;
                        /** @enum {string} */
                        language: "zh" | "en";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            caseId: string;
                            caseNumber: string;
                            /** @enum {string} */
                            status: "open" | "working" | "waiting" | "upheld" | "declined" | "withdrawn";
                            openedAtMs: number;
                            dueAtMs: number;
                            outcomeMessage: string | null;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    actor?: string;
                    action?: string;
                    subjectId?: string;
                    cursor?: number;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            entries: {
                                sequence: number;
                                action: string;
                                actor: string;
                                actorName: string | null;
                                subjectId: string | null;
                                detail: {
                                    [key: string]: unknown;
                                };
                                occurredAtMs: number;
                            }[];
                            nextCursor: number | null;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/queue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            waiting: number;
                            offered: number;
                            messages: number;
                            longestWaitMs: number | null;
                            expectedWaitMs: number | null;
                            agentsAvailable: number;
                            freeSlots: number;
                            isOpen: boolean;
                            opensAtMs: number | null;
                            csat: {
                                asked: number;
                                answered: number;
                                meanScore: number | null;
                            };
                            breached: number;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/conversations/{conversationId}/handoff/pass": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    conversationId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        note?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/conversations/{conversationId}/handoff/transfer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    conversationId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        to: {
                            staffId: string;
                        } | {
                            skill: string;
                        };
                        note?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/conversations/{conversationId}/handoff/wrap-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    conversationId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @default closed
                         * @enum {string}
                         */
                        to?: "bot" | "closed";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/conversations/{conversationId}/handoff/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    conversationId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/conversations/{conversationId}/handoff/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    conversationId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default true */
                        askCsat?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/conversations/{conversationId}/handoff/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    conversationId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/conversations/{conversationId}/handoff/takeover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    conversationId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        note?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/presence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            skills: string[];
                            languages: ("zh" | "en")[];
                            capacity: number;
                            staffId: string;
                            displayName: string;
                            /** @enum {string} */
                            status: "available" | "away" | "offline";
                            statusSinceMs: number;
                            load: number;
                            csat: {
                                answered: number;
                                meanScore: number | null;
                            };
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "available" | "away";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            skills: string[];
                            languages: ("zh" | "en")[];
                            capacity: number;
                            staffId: string;
                            displayName: string;
                            /** @enum {string} */
                            status: "available" | "away" | "offline";
                            statusSinceMs: number;
                            load: number;
                            csat: {
                                answered: number;
                                meanScore: number | null;
                            };
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        skills: string[];
                        languages: ("zh" | "en")[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            skills: string[];
                            languages: ("zh" | "en")[];
                            capacity: number;
                            staffId: string;
                            displayName: string;
                            /** @enum {string} */
                            status: "available" | "away" | "offline";
                            statusSinceMs: number;
                            load: number;
                            csat: {
                                answered: number;
                                meanScore: number | null;
                            };
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            agents: {
                                skills: string[];
                                languages: ("zh" | "en")[];
                                capacity: number;
                                staffId: string;
                                displayName: string;
                                /** @enum {string} */
                                status: "available" | "away" | "offline";
                                statusSinceMs: number;
                                load: number;
                                csat: {
                                    answered: number;
                                    meanScore: number | null;
                                };
                            }[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/agents/{staffId}/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    staffId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        skills: string[];
                        languages: ("zh" | "en")[];
                        capacity: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            skills: string[];
                            languages: ("zh" | "en")[];
                            capacity: number;
                            staffId: string;
                            displayName: string;
                            /** @enum {string} */
                            status: "available" | "away" | "offline";
                            statusSinceMs: number;
                            load: number;
                            csat: {
                                answered: number;
                                meanScore: number | null;
                            };
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/service": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            version: number;
                            settings: {
                                timeZone: string;
                                week: [
                                    number,
                                    number
                                ][][];
                                days: {
                                    /** Format: date */
                                    date: string;
                                    spans: [
                                        number,
                                        number
                                    ][];
                                    name?: {
                                        zh: string;
                                        en: string;
                                    };
                                }[];
                                targets: {
                                    urgent: {
                                        firstAnswerMs: number | null;
                                        nextAnswerMs: number | null;
                                        resolutionMs: number | null;
                                    };
                                    high: {
                                        firstAnswerMs: number | null;
                                        nextAnswerMs: number | null;
                                        resolutionMs: number | null;
                                    };
                                    normal: {
                                        firstAnswerMs: number | null;
                                        nextAnswerMs: number | null;
                                        resolutionMs: number | null;
                                    };
                                };
                                offerMs: number;
                                wrapUpMs: number;
                                askCsat: boolean;
                                skillFor?: {
                                    asked?: string;
                                    not_understood?: string;
                                    payment_review?: string;
                                };
                            };
                            isOpen: boolean;
                            opensAtMs: number | null;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        version: number;
                        settings: {
                            timeZone: string;
                            week: [
                                number,
                                number
                            ][][];
                            days: {
                                /** Format: date */
                                date: string;
                                spans: [
                                    number,
                                    number
                                ][];
                                name?: {
                                    zh: string;
                                    en: string;
                                };
                            }[];
                            targets: {
                                urgent: {
                                    firstAnswerMs: number | null;
                                    nextAnswerMs: number | null;
                                    resolutionMs: number | null;
                                };
                                high: {
                                    firstAnswerMs: number | null;
                                    nextAnswerMs: number | null;
                                    resolutionMs: number | null;
                                };
                                normal: {
                                    firstAnswerMs: number | null;
                                    nextAnswerMs: number | null;
                                    resolutionMs: number | null;
                                };
                            };
                            offerMs: number;
                            wrapUpMs: number;
                            askCsat: boolean;
                            skillFor?: {
                                asked?: string;
                                not_understood?: string;
                                payment_review?: string;
                            };
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            version: number;
                            settings: {
                                timeZone: string;
                                week: [
                                    number,
                                    number
                                ][][];
                                days: {
                                    /** Format: date */
                                    date: string;
                                    spans: [
                                        number,
                                        number
                                    ][];
                                    name?: {
                                        zh: string;
                                        en: string;
                                    };
                                }[];
                                targets: {
                                    urgent: {
                                        firstAnswerMs: number | null;
                                        nextAnswerMs: number | null;
                                        resolutionMs: number | null;
                                    };
                                    high: {
                                        firstAnswerMs: number | null;
                                        nextAnswerMs: number | null;
                                        resolutionMs: number | null;
                                    };
                                    normal: {
                                        firstAnswerMs: number | null;
                                        nextAnswerMs: number | null;
                                        resolutionMs: number | null;
                                    };
                                };
                                offerMs: number;
                                wrapUpMs: number;
                                askCsat: boolean;
                                skillFor?: {
                                    asked?: string;
                                    not_understood?: string;
                                    payment_review?: string;
                                };
                            };
                            isOpen: boolean;
                            opensAtMs: number | null;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{conversationId}/attachments/{clientUploadId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query: {
                    name: string;
                };
                header?: never;
                path: {
                    conversationId: string;
                    clientUploadId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            attachmentId: string;
                            name: string;
                            /** @enum {string} */
                            contentType: "image/png" | "image/jpeg" | "image/webp" | "image/gif" | "application/pdf" | "text/plain";
                            bytes: number;
                            width?: number;
                            height?: number;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/conversations/{conversationId}/attachments/{clientUploadId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query: {
                    name: string;
                };
                header?: never;
                path: {
                    conversationId: string;
                    clientUploadId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            attachmentId: string;
                            name: string;
                            /** @enum {string} */
                            contentType: "image/png" | "image/jpeg" | "image/webp" | "image/gif" | "application/pdf" | "text/plain";
                            bytes: number;
                            width?: number;
                            height?: number;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/attachments/{attachmentId}/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    attachmentId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            url: string;
                            expiresAtMs: number;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/attachments/{attachmentId}/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    attachmentId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            url: string;
                            expiresAtMs: number;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/files/{attachmentId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query: {
                    until: string;
                    signature: string;
                };
                header?: never;
                path: {
                    attachmentId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recommendations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        text: string;
                        slots?: {
                            topic: string;
                            /** @enum {string} */
                            language?: "zh" | "en";
                            priceCeiling?: {
                                amount: string;
                                currency: string | null;
                            };
                            priceFloor?: {
                                amount: string;
                                currency: string | null;
                            };
                            /** @enum {string} */
                            level?: "beginner" | "intermediate" | "advanced";
                            /** @enum {string} */
                            kind?: "course" | "column" | "ebook";
                            excludedKinds?: ("course" | "column" | "ebook")[];
                            excludedTopic?: string;
                            /** @enum {boolean} */
                            isBrief?: true;
                            /** @enum {boolean} */
                            isAround?: true;
                            free?: boolean;
                        };
                        /** @enum {string} */
                        language: "zh" | "en";
                        currency?: string;
                        /** @enum {string} */
                        surface: "web" | "mobile_web" | "wechat" | "alipay" | "miniprogram" | "ios_app" | "android_app";
                        /** @default 3 */
                        limit?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            recommendationId: string;
                            /** @enum {string} */
                            strategy: "match" | "near" | "browse" | "none";
                            items: {
                                impressionId: string;
                                productId: string;
                                title: string;
                                /** @enum {string} */
                                kind: "course" | "column" | "ebook";
                                language: string;
                                level: ("beginner" | "intermediate" | "advanced" | "all") | null;
                                author: string | null;
                                durationMinutes: number | null;
                                description: string;
                                coverUrl: string | null;
                                url: string | null;
                                priceId: string;
                                amountMinor: number;
                                currency: string;
                                reason: string;
                                minAgeYears?: number;
                            }[];
                            unmet: ("level" | "kind" | "language" | "price")[];
                            relaxed: {
                                /** @enum {string} */
                                wish: "level" | "kind" | "language" | "price";
                                message: string;
                            }[];
                            withheld: {
                                title: string;
                                /** @enum {string} */
                                why: "region" | "age" | "full";
                                message: string;
                            }[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/catalog/finding": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query: {
                    text: string;
                    language: "zh" | "en";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            language: "zh" | "en";
                            intent: string;
                            want: string;
                            confidence: number;
                            alternatives: string[];
                            slots: {
                                [key: string]: unknown;
                            };
                            replies: string[];
                            faqKey: string | null;
                            finding: {
                                /** @enum {string} */
                                strategy: "match" | "near" | "browse" | "none";
                                topic: string;
                                askedTopics: {
                                    zh: string;
                                    en: string;
                                }[];
                                relaxed: {
                                    /** @enum {string} */
                                    wish: "level" | "kind" | "language" | "price";
                                    message: string;
                                }[];
                                unmet: ("level" | "kind" | "language" | "price")[];
                                shown: {
                                    productId: string;
                                    currency: string;
                                    amountMinor: number;
                                    reason: string;
                                }[];
                                candidates: {
                                    productId: string;
                                    title: string;
                                    /** @enum {string} */
                                    kind: "course" | "column" | "ebook";
                                    language: string;
                                    scores: {
                                        text: number;
                                        share: number;
                                        headShare: number;
                                        taste: number;
                                        popularity: number;
                                        total: number;
                                    };
                                    foundBy: {
                                        surface: string;
                                        topic: {
                                            zh: string;
                                            en: string;
                                        } | null;
                                        isInHead: boolean;
                                    }[];
                                    rank: number | null;
                                    removedBy: ("not_on_sale" | "no_price" | "owned" | "in_checkout" | "kind" | "shown_before" | "topic" | "full" | "region" | "age" | "only_touches" | "too_little" | "far_below_best" | "wish" | "waits" | "variety") | null;
                                    unmet: ("level" | "kind" | "language" | "price")[];
                                }[];
                            } | null;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/catalog/products/{productId}/finding": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    productId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            questions: {
                                text: string;
                                /** @enum {string} */
                                from: "title" | "tag" | "author" | "topic" | "series";
                                rank: number | null;
                                removedBy: ("not_on_sale" | "no_price" | "owned" | "in_checkout" | "kind" | "shown_before" | "topic" | "full" | "region" | "age" | "only_touches" | "too_little" | "far_below_best" | "wish" | "waits" | "variety") | null;
                                unmet: ("level" | "kind" | "language" | "price")[];
                            }[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/catalog/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    text?: string;
                    status?: "on_sale" | "withdrawn" | "draft";
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            products: {
                                productId: string;
                                title: string;
                                /** @enum {string} */
                                kind: "course" | "column" | "ebook";
                                language: string;
                                level: ("beginner" | "intermediate" | "advanced" | "all") | null;
                                author: string | null;
                                /** @enum {string} */
                                status: "on_sale" | "withdrawn" | "draft";
                                prices: {
                                    currency: string;
                                    amountMinor: number;
                                }[];
                                isBundle: boolean;
                                updatedAtMs: number;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        kind: "course" | "column" | "ebook";
                        language: string;
                        title: string;
                        description: string;
                        level: ("beginner" | "intermediate" | "advanced" | "all") | null;
                        tags: string[];
                        author: string | null;
                        url: string | null;
                        coverUrl: string | null;
                        durationMinutes: number | null;
                        prices: {
                            currency: string;
                            amount: string;
                        }[];
                        links: {
                            series: {
                                name: string;
                                part: number;
                            } | null;
                            prerequisiteIds: string[];
                            partIds: string[];
                        };
                        saleBounds?: {
                            soldIn: string[] | null;
                            notSoldIn: string[];
                            minAgeYears: number | null;
                        };
                        places?: number | null;
                        requestId: string;
                        /** @enum {string} */
                        status: "on_sale" | "draft";
                        translationOf?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            productId: string;
                            title: string;
                            /** @enum {string} */
                            kind: "course" | "column" | "ebook";
                            language: string;
                            level: ("beginner" | "intermediate" | "advanced" | "all") | null;
                            author: string | null;
                            /** @enum {string} */
                            status: "on_sale" | "withdrawn" | "draft";
                            prices: {
                                currency: string;
                                amountMinor: number;
                            }[];
                            isBundle: boolean;
                            updatedAtMs: number;
                            revision: number;
                            source: string;
                            externalId: string;
                            description: string;
                            tags: string[];
                            url: string | null;
                            coverUrl: string | null;
                            durationMinutes: number | null;
                            series: {
                                name: string;
                                part: number;
                            } | null;
                            saleBounds: {
                                soldIn: string[] | null;
                                notSoldIn: string[];
                                minAgeYears: number | null;
                            };
                            places: number | null;
                            placesTaken: number;
                            prerequisites: {
                                productId: string;
                                title: string;
                                language: string;
                                /** @enum {string} */
                                status: "on_sale" | "withdrawn" | "draft";
                            }[];
                            parts: {
                                productId: string;
                                title: string;
                                language: string;
                                /** @enum {string} */
                                status: "on_sale" | "withdrawn" | "draft";
                            }[];
                            bundles: {
                                productId: string;
                                title: string;
                                language: string;
                                /** @enum {string} */
                                status: "on_sale" | "withdrawn" | "draft";
                            }[];
                            translations: {
                                productId: string;
                                title: string;
                                language: string;
                                /** @enum {string} */
                                status: "on_sale" | "withdrawn" | "draft";
                            }[];
                            history: {
                                currency: string;
                                amountMinor: number;
                                priceId: string;
                                version: number;
                                validFromMs: number;
                                supersededAtMs: number | null;
                            }[];
                            plans: {
                                currency: string;
                                amountMinor: number;
                                pricePlanId: string;
                                startsAtMs: number;
                            }[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/catalog/products/{productId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    productId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            productId: string;
                            title: string;
                            /** @enum {string} */
                            kind: "course" | "column" | "ebook";
                            language: string;
                            level: ("beginner" | "intermediate" | "advanced" | "all") | null;
                            author: string | null;
                            /** @enum {string} */
                            status: "on_sale" | "withdrawn" | "draft";
                            prices: {
                                currency: string;
                                amountMinor: number;
                            }[];
                            isBundle: boolean;
                            updatedAtMs: number;
                            revision: number;
                            source: string;
                            externalId: string;
                            description: string;
                            tags: string[];
                            url: string | null;
                            coverUrl: string | null;
                            durationMinutes: number | null;
                            series: {
                                name: string;
                                part: number;
                            } | null;
                            saleBounds: {
                                soldIn: string[] | null;
                                notSoldIn: string[];
                                minAgeYears: number | null;
                            };
                            places: number | null;
                            placesTaken: number;
                            prerequisites: {
                                productId: string;
                                title: string;
                                language: string;
                                /** @enum {string} */
                                status: "on_sale" | "withdrawn" | "draft";
                            }[];
                            parts: {
                                productId: string;
                                title: string;
                                language: string;
                                /** @enum {string} */
                                status: "on_sale" | "withdrawn" | "draft";
                            }[];
                            bundles: {
                                productId: string;
                                title: string;
                                language: string;
                                /** @enum {string} */
                                status: "on_sale" | "withdrawn" | "draft";
                            }[];
                            translations: {
                                productId: string;
                                title: string;
                                language: string;
                                /** @enum {string} */
                                status: "on_sale" | "withdrawn" | "draft";
                            }[];
                            history: {
                                currency: string;
                                amountMinor: number;
                                priceId: string;
                                version: number;
                                validFromMs: number;
                                supersededAtMs: number | null;
                            }[];
                            plans: {
                                currency: string;
                                amountMinor: number;
                                pricePlanId: string;
                                startsAtMs: number;
                            }[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    productId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        kind: "course" | "column" | "ebook";
                        language: string;
                        title: string;
                        description: string;
                        level: ("beginner" | "intermediate" | "advanced" | "all") | null;
                        tags: string[];
                        author: string | null;
                        url: string | null;
                        coverUrl: string | null;
                        durationMinutes: number | null;
                        prices: {
                            currency: string;
                            amount: string;
                        }[];
                        links: {
                            series: {
                                name: string;
                                part: number;
                            } | null;
                            prerequisiteIds: string[];
                            partIds: string[];
                        };
                        saleBounds?: {
                            soldIn: string[] | null;
                            notSoldIn: string[];
                            minAgeYears: number | null;
                        };
                        places?: number | null;
                        revision: number;
                        /** @enum {string} */
                        status?: "on_sale" | "withdrawn" | "draft";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            productId: string;
                            title: string;
                            /** @enum {string} */
                            kind: "course" | "column" | "ebook";
                            language: string;
                            level: ("beginner" | "intermediate" | "advanced" | "all") | null;
                            author: string | null;
                            /** @enum {string} */
                            status: "on_sale" | "withdrawn" | "draft";
                            prices: {
                                currency: string;
                                amountMinor: number;
                            }[];
                            isBundle: boolean;
                            updatedAtMs: number;
                            revision: number;
                            source: string;
                            externalId: string;
                            description: string;
                            tags: string[];
                            url: string | null;
                            coverUrl: string | null;
                            durationMinutes: number | null;
                            series: {
                                name: string;
                                part: number;
                            } | null;
                            saleBounds: {
                                soldIn: string[] | null;
                                notSoldIn: string[];
                                minAgeYears: number | null;
                            };
                            places: number | null;
                            placesTaken: number;
                            prerequisites: {
                                productId: string;
                                title: string;
                                language: string;
                                /** @enum {string} */
                                status: "on_sale" | "withdrawn" | "draft";
                            }[];
                            parts: {
                                productId: string;
                                title: string;
                                language: string;
                                /** @enum {string} */
                                status: "on_sale" | "withdrawn" | "draft";
                            }[];
                            bundles: {
                                productId: string;
                                title: string;
                                language: string;
                                /** @enum {string} */
                                status: "on_sale" | "withdrawn" | "draft";
                            }[];
                            translations: {
                                productId: string;
                                title: string;
                                language: string;
                                /** @enum {string} */
                                status: "on_sale" | "withdrawn" | "draft";
                            }[];
                            history: {
                                currency: string;
                                amountMinor: number;
                                priceId: string;
                                version: number;
                                validFromMs: number;
                                supersededAtMs: number | null;
                            }[];
                            plans: {
                                currency: string;
                                amountMinor: number;
                                pricePlanId: string;
                                startsAtMs: number;
                            }[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/catalog/products/{productId}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    productId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        revision: number;
                        /** @enum {string} */
                        status: "on_sale" | "withdrawn" | "draft";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            productId: string;
                            title: string;
                            /** @enum {string} */
                            kind: "course" | "column" | "ebook";
                            language: string;
                            level: ("beginner" | "intermediate" | "advanced" | "all") | null;
                            author: string | null;
                            /** @enum {string} */
                            status: "on_sale" | "withdrawn" | "draft";
                            prices: {
                                currency: string;
                                amountMinor: number;
                            }[];
                            isBundle: boolean;
                            updatedAtMs: number;
                            revision: number;
                            source: string;
                            externalId: string;
                            description: string;
                            tags: string[];
                            url: string | null;
                            coverUrl: string | null;
                            durationMinutes: number | null;
                            series: {
                                name: string;
                                part: number;
                            } | null;
                            saleBounds: {
                                soldIn: string[] | null;
                                notSoldIn: string[];
                                minAgeYears: number | null;
                            };
                            places: number | null;
                            placesTaken: number;
                            prerequisites: {
                                productId: string;
                                title: string;
                                language: string;
                                /** @enum {string} */
                                status: "on_sale" | "withdrawn" | "draft";
                            }[];
                            parts: {
                                productId: string;
                                title: string;
                                language: string;
                                /** @enum {string} */
                                status: "on_sale" | "withdrawn" | "draft";
                            }[];
                            bundles: {
                                productId: string;
                                title: string;
                                language: string;
                                /** @enum {string} */
                                status: "on_sale" | "withdrawn" | "draft";
                            }[];
                            translations: {
                                productId: string;
                                title: string;
                                language: string;
                                /** @enum {string} */
                                status: "on_sale" | "withdrawn" | "draft";
                            }[];
                            history: {
                                currency: string;
                                amountMinor: number;
                                priceId: string;
                                version: number;
                                validFromMs: number;
                                supersededAtMs: number | null;
                            }[];
                            plans: {
                                currency: string;
                                amountMinor: number;
                                pricePlanId: string;
                                startsAtMs: number;
                            }[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/catalog/products/{productId}/price-plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    productId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        currency: string;
                        amount: string;
                        startsAtMs: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            productId: string;
                            title: string;
                            /** @enum {string} */
                            kind: "course" | "column" | "ebook";
                            language: string;
                            level: ("beginner" | "intermediate" | "advanced" | "all") | null;
                            author: string | null;
                            /** @enum {string} */
                            status: "on_sale" | "withdrawn" | "draft";
                            prices: {
                                currency: string;
                                amountMinor: number;
                            }[];
                            isBundle: boolean;
                            updatedAtMs: number;
                            revision: number;
                            source: string;
                            externalId: string;
                            description: string;
                            tags: string[];
                            url: string | null;
                            coverUrl: string | null;
                            durationMinutes: number | null;
                            series: {
                                name: string;
                                part: number;
                            } | null;
                            saleBounds: {
                                soldIn: string[] | null;
                                notSoldIn: string[];
                                minAgeYears: number | null;
                            };
                            places: number | null;
                            placesTaken: number;
                            prerequisites: {
                                productId: string;
                                title: string;
                                language: string;
                                /** @enum {string} */
                                status: "on_sale" | "withdrawn" | "draft";
                            }[];
                            parts: {
                                productId: string;
                                title: string;
                                language: string;
                                /** @enum {string} */
                                status: "on_sale" | "withdrawn" | "draft";
                            }[];
                            bundles: {
                                productId: string;
                                title: string;
                                language: string;
                                /** @enum {string} */
                                status: "on_sale" | "withdrawn" | "draft";
                            }[];
                            translations: {
                                productId: string;
                                title: string;
                                language: string;
                                /** @enum {string} */
                                status: "on_sale" | "withdrawn" | "draft";
                            }[];
                            history: {
                                currency: string;
                                amountMinor: number;
                                priceId: string;
                                version: number;
                                validFromMs: number;
                                supersededAtMs: number | null;
                            }[];
                            plans: {
                                currency: string;
                                amountMinor: number;
                                pricePlanId: string;
                                startsAtMs: number;
                            }[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/catalog/products/{productId}/price-plans/{pricePlanId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    productId: string;
                    pricePlanId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            productId: string;
                            title: string;
                            /** @enum {string} */
                            kind: "course" | "column" | "ebook";
                            language: string;
                            level: ("beginner" | "intermediate" | "advanced" | "all") | null;
                            author: string | null;
                            /** @enum {string} */
                            status: "on_sale" | "withdrawn" | "draft";
                            prices: {
                                currency: string;
                                amountMinor: number;
                            }[];
                            isBundle: boolean;
                            updatedAtMs: number;
                            revision: number;
                            source: string;
                            externalId: string;
                            description: string;
                            tags: string[];
                            url: string | null;
                            coverUrl: string | null;
                            durationMinutes: number | null;
                            series: {
                                name: string;
                                part: number;
                            } | null;
                            saleBounds: {
                                soldIn: string[] | null;
                                notSoldIn: string[];
                                minAgeYears: number | null;
                            };
                            places: number | null;
                            placesTaken: number;
                            prerequisites: {
                                productId: string;
                                title: string;
                                language: string;
                                /** @enum {string} */
                                status: "on_sale" | "withdrawn" | "draft";
                            }[];
                            parts: {
                                productId: string;
                                title: string;
                                language: string;
                                /** @enum {string} */
                                status: "on_sale" | "withdrawn" | "draft";
                            }[];
                            bundles: {
                                productId: string;
                                title: string;
                                language: string;
                                /** @enum {string} */
                                status: "on_sale" | "withdrawn" | "draft";
                            }[];
                            translations: {
                                productId: string;
                                title: string;
                                language: string;
                                /** @enum {string} */
                                status: "on_sale" | "withdrawn" | "draft";
                            }[];
                            history: {
                                currency: string;
                                amountMinor: number;
                                priceId: string;
                                version: number;
                                validFromMs: number;
                                supersededAtMs: number | null;
                            }[];
                            plans: {
                                currency: string;
                                amountMinor: number;
                                pricePlanId: string;
                                startsAtMs: number;
                            }[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checkouts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Required. Names one wish: the same key and input give the first answer again. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        lines: {
                            productId: string;
                            priceId: string;
                            impressionId?: string;
                        }[];
                        currency: string;
                        expectedTotalMinor: number;
                        /** @enum {string} */
                        surface: "web" | "mobile_web" | "wechat" | "alipay" | "miniprogram" | "ios_app" | "android_app";
                        /** @enum {string} */
                        language: "zh" | "en";
                        conversationId?: string;
                    } | {
                        topUp: {
                            packageId: string;
                        };
                        currency: string;
                        expectedTotalMinor: number;
                        /** @enum {string} */
                        surface: "web" | "mobile_web" | "wechat" | "alipay" | "miniprogram" | "ios_app" | "android_app";
                        /** @enum {string} */
                        language: "zh" | "en";
                        conversationId?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            checkoutId: string;
                            /** @enum {string} */
                            status: "open" | "confirmed" | "complete" | "expired" | "canceled";
                            livemode: boolean;
                            /** @enum {string} */
                            language: "zh" | "en";
                            /** @enum {string} */
                            surface: "web" | "mobile_web" | "wechat" | "alipay" | "miniprogram" | "ios_app" | "android_app";
                            conversationId: string | null;
                            lines: {
                                productId: string;
                                title: string;
                                /** @enum {string} */
                                kind: "course" | "column" | "ebook";
                                amountMinor: number;
                                discountMinor: number;
                                totalMinor: number;
                            }[];
                            currency: string;
                            subtotalMinor: number;
                            discountMinor: number;
                            taxMinor: number;
                            totalMinor: number;
                            coupon?: {
                                code: string;
                            };
                            sellerName: string;
                            topUp?: {
                                packageId: string;
                                amountMinor: number;
                                bonusMinor: number;
                                bonusDays: number | null;
                            };
                            wallet?: {
                                availableMinor: number;
                                usableMinor: number;
                                usedMinor: number;
                                canTopUp: boolean;
                            };
                            methods: {
                                /** @enum {string} */
                                method: "alipay" | "wechat_pay" | "card";
                                /** @enum {string} */
                                flow: "qr" | "redirect" | "in_app";
                                available: boolean;
                                reason: {
                                    zh: string;
                                    en: string;
                                } | null;
                                elsewhere?: boolean;
                            }[];
                            consent: {
                                version: string;
                                text: {
                                    zh: string;
                                    en: string;
                                };
                            };
                            expiresAtMs: number;
                            serverNowMs: number;
                            payment: {
                                paymentId: string;
                                /** @enum {string} */
                                status: "created" | "requires_action" | "processing" | "authorized" | "succeeded" | "partially_refunded" | "refunded" | "disputed" | "failed" | "canceled";
                                method: ("alipay" | "wechat_pay" | "card") | null;
                                action: {
                                    /** @enum {string} */
                                    type: "qr";
                                    qrText: string;
                                    expiresAtMs: number;
                                } | {
                                    /** @enum {string} */
                                    type: "redirect";
                                    url: string;
                                    expiresAtMs: number;
                                } | {
                                    /** @enum {string} */
                                    type: "in_app";
                                    parameters: {
                                        [key: string]: string;
                                    };
                                    expiresAtMs: number;
                                } | {
                                    /** @enum {string} */
                                    type: "wait";
                                    retryAfterMs: number;
                                } | {
                                    /** @enum {string} */
                                    type: "none";
                                };
                                failure: {
                                    code: string;
                                    message: {
                                        zh: string;
                                        en: string;
                                    };
                                } | null;
                            } | null;
                            order: {
                                orderId: string;
                                orderNumber: string;
                            } | null;
                            access: {
                                productId: string;
                                title: string;
                                startUrl: string | null;
                            }[];
                            /** @enum {boolean} */
                            mayAppeal?: true;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checkouts/{checkoutId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description `wait=20`: while a payment is under way the answer comes when something happened, else after so many seconds (RFC 7240). */
                    prefer?: string;
                };
                path: {
                    checkoutId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            checkoutId: string;
                            /** @enum {string} */
                            status: "open" | "confirmed" | "complete" | "expired" | "canceled";
                            livemode: boolean;
                            /** @enum {string} */
                            language: "zh" | "en";
                            /** @enum {string} */
                            surface: "web" | "mobile_web" | "wechat" | "alipay" | "miniprogram" | "ios_app" | "android_app";
                            conversationId: string | null;
                            lines: {
                                productId: string;
                                title: string;
                                /** @enum {string} */
                                kind: "course" | "column" | "ebook";
                                amountMinor: number;
                                discountMinor: number;
                                totalMinor: number;
                            }[];
                            currency: string;
                            subtotalMinor: number;
                            discountMinor: number;
                            taxMinor: number;
                            totalMinor: number;
                            coupon?: {
                                code: string;
                            };
                            sellerName: string;
                            topUp?: {
                                packageId: string;
                                amountMinor: number;
                                bonusMinor: number;
                                bonusDays: number | null;
                            };
                            wallet?: {
                                availableMinor: number;
                                usableMinor: number;
                                usedMinor: number;
                                canTopUp: boolean;
                            };
                            methods: {
                                /** @enum {string} */
                                method: "alipay" | "wechat_pay" | "card";
                                /** @enum {string} */
                                flow: "qr" | "redirect" | "in_app";
                                available: boolean;
                                reason: {
                                    zh: string;
                                    en: string;
                                } | null;
                                elsewhere?: boolean;
                            }[];
                            consent: {
                                version: string;
                                text: {
                                    zh: string;
                                    en: string;
                                };
                            };
                            expiresAtMs: number;
                            serverNowMs: number;
                            payment: {
                                paymentId: string;
                                /** @enum {string} */
                                status: "created" | "requires_action" | "processing" | "authorized" | "succeeded" | "partially_refunded" | "refunded" | "disputed" | "failed" | "canceled";
                                method: ("alipay" | "wechat_pay" | "card") | null;
                                action: {
                                    /** @enum {string} */
                                    type: "qr";
                                    qrText: string;
                                    expiresAtMs: number;
                                } | {
                                    /** @enum {string} */
                                    type: "redirect";
                                    url: string;
                                    expiresAtMs: number;
                                } | {
                                    /** @enum {string} */
                                    type: "in_app";
                                    parameters: {
                                        [key: string]: string;
                                    };
                                    expiresAtMs: number;
                                } | {
                                    /** @enum {string} */
                                    type: "wait";
                                    retryAfterMs: number;
                                } | {
                                    /** @enum {string} */
                                    type: "none";
                                };
                                failure: {
                                    code: string;
                                    message: {
                                        zh: string;
                                        en: string;
                                    };
                                } | null;
                            } | null;
                            order: {
                                orderId: string;
                                orderNumber: string;
                            } | null;
                            access: {
                                productId: string;
                                title: string;
                                startUrl: string | null;
                            }[];
                            /** @enum {boolean} */
                            mayAppeal?: true;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checkouts/{checkoutId}/pay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Required. Names one wish: the same key and input give the first answer again. */
                    "idempotency-key"?: string;
                };
                path: {
                    checkoutId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        method?: "alipay" | "wechat_pay" | "card";
                        expectedTotalMinor: number;
                        walletMinor?: number;
                        consent: {
                            version: string;
                            /** @enum {string} */
                            language: "zh" | "en";
                        };
                        /** Format: uri */
                        returnUrl?: string;
                        deviceId?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            checkoutId: string;
                            /** @enum {string} */
                            status: "open" | "confirmed" | "complete" | "expired" | "canceled";
                            livemode: boolean;
                            /** @enum {string} */
                            language: "zh" | "en";
                            /** @enum {string} */
                            surface: "web" | "mobile_web" | "wechat" | "alipay" | "miniprogram" | "ios_app" | "android_app";
                            conversationId: string | null;
                            lines: {
                                productId: string;
                                title: string;
                                /** @enum {string} */
                                kind: "course" | "column" | "ebook";
                                amountMinor: number;
                                discountMinor: number;
                                totalMinor: number;
                            }[];
                            currency: string;
                            subtotalMinor: number;
                            discountMinor: number;
                            taxMinor: number;
                            totalMinor: number;
                            coupon?: {
                                code: string;
                            };
                            sellerName: string;
                            topUp?: {
                                packageId: string;
                                amountMinor: number;
                                bonusMinor: number;
                                bonusDays: number | null;
                            };
                            wallet?: {
                                availableMinor: number;
                                usableMinor: number;
                                usedMinor: number;
                                canTopUp: boolean;
                            };
                            methods: {
                                /** @enum {string} */
                                method: "alipay" | "wechat_pay" | "card";
                                /** @enum {string} */
                                flow: "qr" | "redirect" | "in_app";
                                available: boolean;
                                reason: {
                                    zh: string;
                                    en: string;
                                } | null;
                                elsewhere?: boolean;
                            }[];
                            consent: {
                                version: string;
                                text: {
                                    zh: string;
                                    en: string;
                                };
                            };
                            expiresAtMs: number;
                            serverNowMs: number;
                            payment: {
                                paymentId: string;
                                /** @enum {string} */
                                status: "created" | "requires_action" | "processing" | "authorized" | "succeeded" | "partially_refunded" | "refunded" | "disputed" | "failed" | "canceled";
                                method: ("alipay" | "wechat_pay" | "card") | null;
                                action: {
                                    /** @enum {string} */
                                    type: "qr";
                                    qrText: string;
                                    expiresAtMs: number;
                                } | {
                                    /** @enum {string} */
                                    type: "redirect";
                                    url: string;
                                    expiresAtMs: number;
                                } | {
                                    /** @enum {string} */
                                    type: "in_app";
                                    parameters: {
                                        [key: string]: string;
                                    };
                                    expiresAtMs: number;
                                } | {
                                    /** @enum {string} */
                                    type: "wait";
                                    retryAfterMs: number;
                                } | {
                                    /** @enum {string} */
                                    type: "none";
                                };
                                failure: {
                                    code: string;
                                    message: {
                                        zh: string;
                                        en: string;
                                    };
                                } | null;
                            } | null;
                            order: {
                                orderId: string;
                                orderNumber: string;
                            } | null;
                            access: {
                                productId: string;
                                title: string;
                                startUrl: string | null;
                            }[];
                            /** @enum {boolean} */
                            mayAppeal?: true;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checkouts/{checkoutId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Required. Names one wish: the same key and input give the first answer again. */
                    "idempotency-key"?: string;
                };
                path: {
                    checkoutId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            checkoutId: string;
                            /** @enum {string} */
                            status: "open" | "confirmed" | "complete" | "expired" | "canceled";
                            livemode: boolean;
                            /** @enum {string} */
                            language: "zh" | "en";
                            /** @enum {string} */
                            surface: "web" | "mobile_web" | "wechat" | "alipay" | "miniprogram" | "ios_app" | "android_app";
                            conversationId: string | null;
                            lines: {
                                productId: string;
                                title: string;
                                /** @enum {string} */
                                kind: "course" | "column" | "ebook";
                                amountMinor: number;
                                discountMinor: number;
                                totalMinor: number;
                            }[];
                            currency: string;
                            subtotalMinor: number;
                            discountMinor: number;
                            taxMinor: number;
                            totalMinor: number;
                            coupon?: {
                                code: string;
                            };
                            sellerName: string;
                            topUp?: {
                                packageId: string;
                                amountMinor: number;
                                bonusMinor: number;
                                bonusDays: number | null;
                            };
                            wallet?: {
                                availableMinor: number;
                                usableMinor: number;
                                usedMinor: number;
                                canTopUp: boolean;
                            };
                            methods: {
                                /** @enum {string} */
                                method: "alipay" | "wechat_pay" | "card";
                                /** @enum {string} */
                                flow: "qr" | "redirect" | "in_app";
                                available: boolean;
                                reason: {
                                    zh: string;
                                    en: string;
                                } | null;
                                elsewhere?: boolean;
                            }[];
                            consent: {
                                version: string;
                                text: {
                                    zh: string;
                                    en: string;
                                };
                            };
                            expiresAtMs: number;
                            serverNowMs: number;
                            payment: {
                                paymentId: string;
                                /** @enum {string} */
                                status: "created" | "requires_action" | "processing" | "authorized" | "succeeded" | "partially_refunded" | "refunded" | "disputed" | "failed" | "canceled";
                                method: ("alipay" | "wechat_pay" | "card") | null;
                                action: {
                                    /** @enum {string} */
                                    type: "qr";
                                    qrText: string;
                                    expiresAtMs: number;
                                } | {
                                    /** @enum {string} */
                                    type: "redirect";
                                    url: string;
                                    expiresAtMs: number;
                                } | {
                                    /** @enum {string} */
                                    type: "in_app";
                                    parameters: {
                                        [key: string]: string;
                                    };
                                    expiresAtMs: number;
                                } | {
                                    /** @enum {string} */
                                    type: "wait";
                                    retryAfterMs: number;
                                } | {
                                    /** @enum {string} */
                                    type: "none";
                                };
                                failure: {
                                    code: string;
                                    message: {
                                        zh: string;
                                        en: string;
                                    };
                                } | null;
                            } | null;
                            order: {
                                orderId: string;
                                orderNumber: string;
                            } | null;
                            access: {
                                productId: string;
                                title: string;
                                startUrl: string | null;
                            }[];
                            /** @enum {boolean} */
                            mayAppeal?: true;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    before?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            orders: {
                                orderId: string;
                                orderNumber: string;
                                /** @enum {string} */
                                status: "pending" | "paid" | "canceled" | "refunded";
                                isRefunding?: boolean;
                                checkoutId: string;
                                paymentId: string | null;
                                currency: string;
                                totalMinor: number;
                                lines: {
                                    productId: string;
                                    title: string;
                                    totalMinor: number;
                                    startUrl: string | null;
                                }[];
                                createdAtMs: number;
                                paidAtMs: number | null;
                            }[];
                            hasMore: boolean;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/entitlements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            entitlements: {
                                entitlementId: string;
                                productId: string;
                                title: string;
                                /** @enum {string} */
                                kind: "course" | "column" | "ebook";
                                /** @enum {string} */
                                status: "active" | "revoked";
                                grantedAtMs: number;
                                startUrl: string | null;
                            }[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payments/{paymentId}/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Required. Names one wish: the same key and input give the first answer again. */
                    "idempotency-key"?: string;
                };
                path: {
                    paymentId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            refundId: string;
                            paymentId: string;
                            orderId: string;
                            amountMinor: number;
                            currency: string;
                            /** @enum {string} */
                            status: "pending" | "succeeded" | "failed";
                            createdAtMs: number;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/returns/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    token: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            status: "succeeded" | "failed" | "pending";
                            /** @enum {string} */
                            language: "zh" | "en";
                            returnUrl: string | null;
                            message: {
                                zh: string;
                                en: string;
                            };
                            sellerName: string;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/go/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    token: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checkouts/{checkoutId}/coupon": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Required. Names one wish: the same key and input give the first answer again. */
                    "idempotency-key"?: string;
                };
                path: {
                    checkoutId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            checkoutId: string;
                            /** @enum {string} */
                            status: "open" | "confirmed" | "complete" | "expired" | "canceled";
                            livemode: boolean;
                            /** @enum {string} */
                            language: "zh" | "en";
                            /** @enum {string} */
                            surface: "web" | "mobile_web" | "wechat" | "alipay" | "miniprogram" | "ios_app" | "android_app";
                            conversationId: string | null;
                            lines: {
                                productId: string;
                                title: string;
                                /** @enum {string} */
                                kind: "course" | "column" | "ebook";
                                amountMinor: number;
                                discountMinor: number;
                                totalMinor: number;
                            }[];
                            currency: string;
                            subtotalMinor: number;
                            discountMinor: number;
                            taxMinor: number;
                            totalMinor: number;
                            coupon?: {
                                code: string;
                            };
                            sellerName: string;
                            topUp?: {
                                packageId: string;
                                amountMinor: number;
                                bonusMinor: number;
                                bonusDays: number | null;
                            };
                            wallet?: {
                                availableMinor: number;
                                usableMinor: number;
                                usedMinor: number;
                                canTopUp: boolean;
                            };
                            methods: {
                                /** @enum {string} */
                                method: "alipay" | "wechat_pay" | "card";
                                /** @enum {string} */
                                flow: "qr" | "redirect" | "in_app";
                                available: boolean;
                                reason: {
                                    zh: string;
                                    en: string;
                                } | null;
                                elsewhere?: boolean;
                            }[];
                            consent: {
                                version: string;
                                text: {
                                    zh: string;
                                    en: string;
                                };
                            };
                            expiresAtMs: number;
                            serverNowMs: number;
                            payment: {
                                paymentId: string;
                                /** @enum {string} */
                                status: "created" | "requires_action" | "processing" | "authorized" | "succeeded" | "partially_refunded" | "refunded" | "disputed" | "failed" | "canceled";
                                method: ("alipay" | "wechat_pay" | "card") | null;
                                action: {
                                    /** @enum {string} */
                                    type: "qr";
                                    qrText: string;
                                    expiresAtMs: number;
                                } | {
                                    /** @enum {string} */
                                    type: "redirect";
                                    url: string;
                                    expiresAtMs: number;
                                } | {
                                    /** @enum {string} */
                                    type: "in_app";
                                    parameters: {
                                        [key: string]: string;
                                    };
                                    expiresAtMs: number;
                                } | {
                                    /** @enum {string} */
                                    type: "wait";
                                    retryAfterMs: number;
                                } | {
                                    /** @enum {string} */
                                    type: "none";
                                };
                                failure: {
                                    code: string;
                                    message: {
                                        zh: string;
                                        en: string;
                                    };
                                } | null;
                            } | null;
                            order: {
                                orderId: string;
                                orderNumber: string;
                            } | null;
                            access: {
                                productId: string;
                                title: string;
                                startUrl: string | null;
                            }[];
                            /** @enum {boolean} */
                            mayAppeal?: true;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    checkoutId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            checkoutId: string;
                            /** @enum {string} */
                            status: "open" | "confirmed" | "complete" | "expired" | "canceled";
                            livemode: boolean;
                            /** @enum {string} */
                            language: "zh" | "en";
                            /** @enum {string} */
                            surface: "web" | "mobile_web" | "wechat" | "alipay" | "miniprogram" | "ios_app" | "android_app";
                            conversationId: string | null;
                            lines: {
                                productId: string;
                                title: string;
                                /** @enum {string} */
                                kind: "course" | "column" | "ebook";
                                amountMinor: number;
                                discountMinor: number;
                                totalMinor: number;
                            }[];
                            currency: string;
                            subtotalMinor: number;
                            discountMinor: number;
                            taxMinor: number;
                            totalMinor: number;
                            coupon?: {
                                code: string;
                            };
                            sellerName: string;
                            topUp?: {
                                packageId: string;
                                amountMinor: number;
                                bonusMinor: number;
                                bonusDays: number | null;
                            };
                            wallet?: {
                                availableMinor: number;
                                usableMinor: number;
                                usedMinor: number;
                                canTopUp: boolean;
                            };
                            methods: {
                                /** @enum {string} */
                                method: "alipay" | "wechat_pay" | "card";
                                /** @enum {string} */
                                flow: "qr" | "redirect" | "in_app";
                                available: boolean;
                                reason: {
                                    zh: string;
                                    en: string;
                                } | null;
                                elsewhere?: boolean;
                            }[];
                            consent: {
                                version: string;
                                text: {
                                    zh: string;
                                    en: string;
                                };
                            };
                            expiresAtMs: number;
                            serverNowMs: number;
                            payment: {
                                paymentId: string;
                                /** @enum {string} */
                                status: "created" | "requires_action" | "processing" | "authorized" | "succeeded" | "partially_refunded" | "refunded" | "disputed" | "failed" | "canceled";
                                method: ("alipay" | "wechat_pay" | "card") | null;
                                action: {
                                    /** @enum {string} */
                                    type: "qr";
                                    qrText: string;
                                    expiresAtMs: number;
                                } | {
                                    /** @enum {string} */
                                    type: "redirect";
                                    url: string;
                                    expiresAtMs: number;
                                } | {
                                    /** @enum {string} */
                                    type: "in_app";
                                    parameters: {
                                        [key: string]: string;
                                    };
                                    expiresAtMs: number;
                                } | {
                                    /** @enum {string} */
                                    type: "wait";
                                    retryAfterMs: number;
                                } | {
                                    /** @enum {string} */
                                    type: "none";
                                };
                                failure: {
                                    code: string;
                                    message: {
                                        zh: string;
                                        en: string;
                                    };
                                } | null;
                            } | null;
                            order: {
                                orderId: string;
                                orderNumber: string;
                            } | null;
                            access: {
                                productId: string;
                                title: string;
                                startUrl: string | null;
                            }[];
                            /** @enum {boolean} */
                            mayAppeal?: true;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pay-links/{token}/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    token: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        surface: "web" | "mobile_web" | "wechat" | "alipay" | "miniprogram" | "ios_app" | "android_app";
                        openerKey: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            checkoutId: string;
                            /** @enum {string} */
                            language: "zh" | "en";
                            token: string;
                            expiresAtMs: number;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/wallet": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            balances: {
                                currency: string;
                                paidMinor: number;
                                bonusMinor: number;
                                heldMinor: number;
                            }[];
                            lots: {
                                lotId: string;
                                /** @enum {string} */
                                kind: "paid" | "bonus";
                                currency: string;
                                remainingMinor: number;
                                heldMinor: number;
                                expiresAtMs: number | null;
                            }[];
                            packages: {
                                packageId: string;
                                amountMinor: number;
                                bonusMinor: number;
                                bonusDays: number | null;
                                currency: string;
                            }[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{orderId}/receipt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    language?: "zh" | "en";
                };
                header?: never;
                path: {
                    orderId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            orderId: string;
                            orderNumber: string;
                            livemode: boolean;
                            seller: {
                                merchantAccountId: string;
                                legalName: string;
                                country: string;
                            };
                            buyer: {
                                learnerId: string;
                                country: string;
                            };
                            orderedAtMs: number;
                            paidAtMs: number;
                            timeZone: string;
                            currency: string;
                            lines: {
                                productId: string;
                                title: string;
                                /** @enum {string} */
                                kind: "course" | "column" | "ebook";
                                amountMinor: number;
                                discountMinor: number;
                                taxRatePpm: number;
                                taxMinor: number;
                                taxIncluded: boolean;
                                totalMinor: number;
                            }[];
                            subtotalMinor: number;
                            discountMinor: number;
                            releasedMinor: number;
                            couponCode: string | null;
                            taxMinor: number;
                            totalMinor: number;
                            parts: {
                                way: string;
                                amountMinor: number;
                                gateway: string | null;
                                gatewayReference: string | null;
                                gatewayPaymentId: string | null;
                                payerMinor: number | null;
                            }[];
                            refunds: {
                                refundId: string;
                                reference: string;
                                way: string;
                                /** @enum {string} */
                                status: "pending" | "succeeded";
                                amountMinor: number;
                                askedAtMs: number;
                                succeededAtMs: number | null;
                            }[];
                            refundedMinor: number;
                            consent: {
                                version: string;
                                /** @enum {string} */
                                language: "zh" | "en";
                                surface: string;
                                atMs: number;
                                text: {
                                    zh: string;
                                    en: string;
                                } | null;
                            };
                            refundRulesVersion: string;
                            printUrl: string;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/host/entitlements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query: {
                    hostUserId: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            entitlements: {
                                entitlementId: string;
                                productId: string;
                                title: string;
                                /** @enum {string} */
                                kind: "course" | "column" | "ebook";
                                /** @enum {string} */
                                status: "active" | "revoked";
                                grantedAtMs: number;
                                startUrl: string | null;
                                externalId: string;
                            }[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/entitlements/{entitlementId}/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    entitlementId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reportId: string;
                        /** @enum {string} */
                        kind: "opened" | "progress";
                        percent?: number;
                        occurredAtMs: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            recorded: boolean;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    text?: string;
                    learnerId?: string;
                    hostUserId?: string;
                    status?: "pending" | "paid" | "canceled" | "refunded";
                    currency?: string;
                    minMinor?: number;
                    maxMinor?: number;
                    fromMs?: number;
                    untilMs?: number;
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            orders: {
                                orderId: string;
                                orderNumber: string;
                                /** @enum {string} */
                                status: "pending" | "paid" | "canceled" | "refunded";
                                isRefunding?: boolean;
                                checkoutId: string;
                                paymentId: string | null;
                                currency: string;
                                totalMinor: number;
                                lines: {
                                    productId: string;
                                    title: string;
                                    totalMinor: number;
                                    startUrl: string | null;
                                }[];
                                createdAtMs: number;
                                paidAtMs: number | null;
                                learner: {
                                    learnerId: string;
                                    hostUserId: string | null;
                                    displayName: string | null;
                                };
                                attempt: {
                                    gateway: string;
                                    method: string;
                                    status: string;
                                    gatewayReference: string;
                                    gatewayPaymentId: string | null;
                                } | null;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/host/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    text?: string;
                    learnerId?: string;
                    hostUserId?: string;
                    status?: "pending" | "paid" | "canceled" | "refunded";
                    currency?: string;
                    minMinor?: number;
                    maxMinor?: number;
                    fromMs?: number;
                    untilMs?: number;
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            orders: {
                                orderId: string;
                                orderNumber: string;
                                /** @enum {string} */
                                status: "pending" | "paid" | "canceled" | "refunded";
                                isRefunding?: boolean;
                                checkoutId: string;
                                paymentId: string | null;
                                currency: string;
                                totalMinor: number;
                                lines: {
                                    productId: string;
                                    title: string;
                                    totalMinor: number;
                                    startUrl: string | null;
                                }[];
                                createdAtMs: number;
                                paidAtMs: number | null;
                                learner: {
                                    learnerId: string;
                                    hostUserId: string | null;
                                    displayName: string | null;
                                };
                                attempt: {
                                    gateway: string;
                                    method: string;
                                    status: string;
                                    gatewayReference: string;
                                    gatewayPaymentId: string | null;
                                } | null;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/host/payments/{paymentId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    paymentId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            paymentId: string;
                            orderId: string;
                            checkoutId: string;
                            learnerId: string;
                            livemode: boolean;
                            /** @enum {string} */
                            status: "created" | "requires_action" | "processing" | "authorized" | "succeeded" | "partially_refunded" | "refunded" | "disputed" | "failed" | "canceled";
                            currency: string;
                            amountMinor: number;
                            refundedMinor: number;
                            /** @enum {string} */
                            captureMode: "automatic" | "manual";
                            captureUntilMs: number | null;
                            createdAtMs: number;
                            succeededAtMs: number | null;
                            attempts: {
                                attemptId: string;
                                number: number;
                                gateway: string;
                                /** @enum {string} */
                                method: "alipay" | "wechat_pay" | "card";
                                status: string;
                                gatewayReference: string;
                                amountMinor: number;
                                reservedMinor: number | null;
                                payerMinor: number | null;
                                failureCode: string | null;
                                createdAtMs: number;
                            }[];
                            lines: {
                                orderLineId: string;
                                productId: string;
                                title: string;
                                totalMinor: number;
                                returnedMinor: number;
                                refundableMinor: number;
                            }[];
                            refunds: {
                                refundId: string;
                                paymentId: string;
                                orderId: string;
                                /** @enum {string} */
                                kind: "order" | "surplus";
                                /** @enum {string} */
                                status: "created" | "pending" | "unknown" | "succeeded" | "failed" | "manual";
                                currency: string;
                                amountMinor: number;
                                reason: string;
                                /** @enum {string} */
                                requestedBy: "system" | "learner" | "agent" | "host";
                                failureCode: string | null;
                                resolutionNote: string | null;
                                lines: {
                                    orderLineId: string;
                                    amountMinor: number;
                                    taxMinor: number;
                                }[];
                                createdAtMs: number;
                                succeededAtMs: number | null;
                            }[];
                            disputes: {
                                disputeId: string;
                                gateway: string;
                                gatewayDisputeId: string;
                                /** @enum {string} */
                                status: "opened" | "won" | "lost";
                                currency: string;
                                amountMinor: number;
                                reason: string;
                                evidenceDueAtMs: number | null;
                                openedAtMs: number;
                                closedAtMs: number | null;
                            }[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payments/{paymentId}/capture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Required. Names one wish: the same key and input give the first answer again. */
                    "idempotency-key"?: string;
                };
                path: {
                    paymentId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        amountMinor?: number;
                    } | null;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            paymentId: string;
                            orderId: string;
                            checkoutId: string;
                            learnerId: string;
                            livemode: boolean;
                            /** @enum {string} */
                            status: "created" | "requires_action" | "processing" | "authorized" | "succeeded" | "partially_refunded" | "refunded" | "disputed" | "failed" | "canceled";
                            currency: string;
                            amountMinor: number;
                            refundedMinor: number;
                            /** @enum {string} */
                            captureMode: "automatic" | "manual";
                            captureUntilMs: number | null;
                            createdAtMs: number;
                            succeededAtMs: number | null;
                            attempts: {
                                attemptId: string;
                                number: number;
                                gateway: string;
                                /** @enum {string} */
                                method: "alipay" | "wechat_pay" | "card";
                                status: string;
                                gatewayReference: string;
                                amountMinor: number;
                                reservedMinor: number | null;
                                payerMinor: number | null;
                                failureCode: string | null;
                                createdAtMs: number;
                            }[];
                            lines: {
                                orderLineId: string;
                                productId: string;
                                title: string;
                                totalMinor: number;
                                returnedMinor: number;
                                refundableMinor: number;
                            }[];
                            refunds: {
                                refundId: string;
                                paymentId: string;
                                orderId: string;
                                /** @enum {string} */
                                kind: "order" | "surplus";
                                /** @enum {string} */
                                status: "created" | "pending" | "unknown" | "succeeded" | "failed" | "manual";
                                currency: string;
                                amountMinor: number;
                                reason: string;
                                /** @enum {string} */
                                requestedBy: "system" | "learner" | "agent" | "host";
                                failureCode: string | null;
                                resolutionNote: string | null;
                                lines: {
                                    orderLineId: string;
                                    amountMinor: number;
                                    taxMinor: number;
                                }[];
                                createdAtMs: number;
                                succeededAtMs: number | null;
                            }[];
                            disputes: {
                                disputeId: string;
                                gateway: string;
                                gatewayDisputeId: string;
                                /** @enum {string} */
                                status: "opened" | "won" | "lost";
                                currency: string;
                                amountMinor: number;
                                reason: string;
                                evidenceDueAtMs: number | null;
                                openedAtMs: number;
                                closedAtMs: number | null;
                            }[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payments/{paymentId}/void": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Required. Names one wish: the same key and input give the first answer again. */
                    "idempotency-key"?: string;
                };
                path: {
                    paymentId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            paymentId: string;
                            orderId: string;
                            checkoutId: string;
                            learnerId: string;
                            livemode: boolean;
                            /** @enum {string} */
                            status: "created" | "requires_action" | "processing" | "authorized" | "succeeded" | "partially_refunded" | "refunded" | "disputed" | "failed" | "canceled";
                            currency: string;
                            amountMinor: number;
                            refundedMinor: number;
                            /** @enum {string} */
                            captureMode: "automatic" | "manual";
                            captureUntilMs: number | null;
                            createdAtMs: number;
                            succeededAtMs: number | null;
                            attempts: {
                                attemptId: string;
                                number: number;
                                gateway: string;
                                /** @enum {string} */
                                method: "alipay" | "wechat_pay" | "card";
                                status: string;
                                gatewayReference: string;
                                amountMinor: number;
                                reservedMinor: number | null;
                                payerMinor: number | null;
                                failureCode: string | null;
                                createdAtMs: number;
                            }[];
                            lines: {
                                orderLineId: string;
                                productId: string;
                                title: string;
                                totalMinor: number;
                                returnedMinor: number;
                                refundableMinor: number;
                            }[];
                            refunds: {
                                refundId: string;
                                paymentId: string;
                                orderId: string;
                                /** @enum {string} */
                                kind: "order" | "surplus";
                                /** @enum {string} */
                                status: "created" | "pending" | "unknown" | "succeeded" | "failed" | "manual";
                                currency: string;
                                amountMinor: number;
                                reason: string;
                                /** @enum {string} */
                                requestedBy: "system" | "learner" | "agent" | "host";
                                failureCode: string | null;
                                resolutionNote: string | null;
                                lines: {
                                    orderLineId: string;
                                    amountMinor: number;
                                    taxMinor: number;
                                }[];
                                createdAtMs: number;
                                succeededAtMs: number | null;
                            }[];
                            disputes: {
                                disputeId: string;
                                gateway: string;
                                gatewayDisputeId: string;
                                /** @enum {string} */
                                status: "opened" | "won" | "lost";
                                currency: string;
                                amountMinor: number;
                                reason: string;
                                evidenceDueAtMs: number | null;
                                openedAtMs: number;
                                closedAtMs: number | null;
                            }[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/host/checkouts/{checkoutId}/gateway": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    checkoutId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        gateway: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            gateway: string | null;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/host/payments/{paymentId}/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Required. Names one wish: the same key and input give the first answer again. */
                    "idempotency-key"?: string;
                };
                path: {
                    paymentId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        amountMinor?: number;
                        orderLineIds?: string[];
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            amountMinor: number;
                            refunds: {
                                refundId: string;
                                paymentId: string;
                                orderId: string;
                                /** @enum {string} */
                                kind: "order" | "surplus";
                                /** @enum {string} */
                                status: "created" | "pending" | "unknown" | "succeeded" | "failed" | "manual";
                                currency: string;
                                amountMinor: number;
                                reason: string;
                                /** @enum {string} */
                                requestedBy: "system" | "learner" | "agent" | "host";
                                failureCode: string | null;
                                resolutionNote: string | null;
                                lines: {
                                    orderLineId: string;
                                    amountMinor: number;
                                    taxMinor: number;
                                }[];
                                createdAtMs: number;
                                succeededAtMs: number | null;
                            }[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/host/refunds/{refundId}/resolution": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Required. Names one wish: the same key and input give the first answer again. */
                    "idempotency-key"?: string;
                };
                path: {
                    refundId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        outcome: "returned" | "abandoned";
                        note: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            refundId: string;
                            paymentId: string;
                            orderId: string;
                            /** @enum {string} */
                            kind: "order" | "surplus";
                            /** @enum {string} */
                            status: "created" | "pending" | "unknown" | "succeeded" | "failed" | "manual";
                            currency: string;
                            amountMinor: number;
                            reason: string;
                            /** @enum {string} */
                            requestedBy: "system" | "learner" | "agent" | "host";
                            failureCode: string | null;
                            resolutionNote: string | null;
                            lines: {
                                orderLineId: string;
                                amountMinor: number;
                                taxMinor: number;
                            }[];
                            createdAtMs: number;
                            succeededAtMs: number | null;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{orderId}/invoice": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    orderId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        buyer: "person";
                        title: string;
                        /** Format: email */
                        email: string;
                    } | {
                        /** @enum {string} */
                        buyer: "company";
                        title: string;
                        taxNumber: string;
                        /** Format: email */
                        email: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            invoiceRequestId: string;
                            orderId: string;
                            orderNumber: string;
                            currency: string;
                            totalMinor: number;
                            /** @enum {string} */
                            buyer: "person" | "company";
                            title: string | null;
                            taxNumber: string | null;
                            email: string | null;
                            /** @enum {string} */
                            status: "requested" | "issued" | "declined";
                            invoiceNumber: string | null;
                            createdAtMs: number;
                            updatedAtMs: number;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invoices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            invoices: {
                                invoiceRequestId: string;
                                orderId: string;
                                orderNumber: string;
                                currency: string;
                                totalMinor: number;
                                /** @enum {string} */
                                buyer: "person" | "company";
                                title: string | null;
                                taxNumber: string | null;
                                email: string | null;
                                /** @enum {string} */
                                status: "requested" | "issued" | "declined";
                                invoiceNumber: string | null;
                                createdAtMs: number;
                                updatedAtMs: number;
                            }[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/orders/{orderId}/invoices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    orderId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            invoices: {
                                invoiceRequestId: string;
                                orderId: string;
                                orderNumber: string;
                                currency: string;
                                totalMinor: number;
                                /** @enum {string} */
                                buyer: "person" | "company";
                                title: string | null;
                                taxNumber: string | null;
                                email: string | null;
                                /** @enum {string} */
                                status: "requested" | "issued" | "declined";
                                invoiceNumber: string | null;
                                createdAtMs: number;
                                updatedAtMs: number;
                            }[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/invoices/{invoiceRequestId}/reveals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    invoiceRequestId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            invoiceRequestId: string;
                            orderId: string;
                            orderNumber: string;
                            currency: string;
                            totalMinor: number;
                            /** @enum {string} */
                            buyer: "person" | "company";
                            title: string | null;
                            taxNumber: string | null;
                            email: string | null;
                            /** @enum {string} */
                            status: "requested" | "issued" | "declined";
                            invoiceNumber: string | null;
                            createdAtMs: number;
                            updatedAtMs: number;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/invoices/{invoiceRequestId}/outcome": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    invoiceRequestId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "issued";
                        invoiceNumber: string;
                    } | {
                        /** @enum {string} */
                        status: "declined";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            status: "requested" | "issued" | "declined";
                            invoiceNumber: string | null;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/invoices/{invoiceRequestId}/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    invoiceRequestId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            resent: true;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/host/invoices/{invoiceRequestId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    invoiceRequestId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            invoiceRequestId: string;
                            orderId: string;
                            orderNumber: string;
                            currency: string;
                            totalMinor: number;
                            /** @enum {string} */
                            buyer: "person" | "company";
                            title: string | null;
                            taxNumber: string | null;
                            email: string | null;
                            /** @enum {string} */
                            status: "requested" | "issued" | "declined";
                            invoiceNumber: string | null;
                            createdAtMs: number;
                            updatedAtMs: number;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/host/invoices/{invoiceRequestId}/outcome": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    invoiceRequestId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "issued";
                        invoiceNumber: string;
                    } | {
                        /** @enum {string} */
                        status: "declined";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            invoiceRequestId: string;
                            orderId: string;
                            orderNumber: string;
                            currency: string;
                            totalMinor: number;
                            /** @enum {string} */
                            buyer: "person" | "company";
                            title: string | null;
                            taxNumber: string | null;
                            email: string | null;
                            /** @enum {string} */
                            status: "requested" | "issued" | "declined";
                            invoiceNumber: string | null;
                            createdAtMs: number;
                            updatedAtMs: number;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/privacy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            personalisation: boolean;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/privacy/personalisation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        isOn: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            personalisation: boolean;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/privacy/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/privacy/erasure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        confirm: "erase";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            erased: string[];
                            kept: {
                                what: string;
                                why: {
                                    zh: string;
                                    en: string;
                                };
                            }[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            endpoints: {
                                endpointId: string;
                                url: string;
                                description: string;
                                eventTypes: string[];
                                livemode: boolean;
                                /** @enum {string} */
                                status: "enabled" | "disabled";
                                disabledReason: ("by_hand" | "gone" | "failing") | null;
                                failuresInARow: number;
                                createdAtMs: number;
                            }[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uri */
                        url: string;
                        /** @default  */
                        description?: string;
                        eventTypes?: ("payment.authorized" | "payment.succeeded" | "payment.refunded" | "refund.succeeded" | "refund.failed" | "entitlement.granted" | "entitlement.paused" | "entitlement.resumed" | "entitlement.revoked" | "invoice.requested" | "dispute.opened" | "dispute.won" | "dispute.lost")[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            endpointId: string;
                            url: string;
                            description: string;
                            eventTypes: string[];
                            livemode: boolean;
                            /** @enum {string} */
                            status: "enabled" | "disabled";
                            disabledReason: ("by_hand" | "gone" | "failing") | null;
                            failuresInARow: number;
                            createdAtMs: number;
                            secret: string;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{endpointId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    endpointId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            endpointId: string;
                            url: string;
                            description: string;
                            eventTypes: string[];
                            livemode: boolean;
                            /** @enum {string} */
                            status: "enabled" | "disabled";
                            disabledReason: ("by_hand" | "gone" | "failing") | null;
                            failuresInARow: number;
                            createdAtMs: number;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{endpointId}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    endpointId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            endpointId: string;
                            url: string;
                            description: string;
                            eventTypes: string[];
                            livemode: boolean;
                            /** @enum {string} */
                            status: "enabled" | "disabled";
                            disabledReason: ("by_hand" | "gone" | "failing") | null;
                            failuresInARow: number;
                            createdAtMs: number;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{endpointId}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    endpointId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            endpointId: string;
                            url: string;
                            description: string;
                            eventTypes: string[];
                            livemode: boolean;
                            /** @enum {string} */
                            status: "enabled" | "disabled";
                            disabledReason: ("by_hand" | "gone" | "failing") | null;
                            failuresInARow: number;
                            createdAtMs: number;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{endpointId}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    endpointId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        overlapSeconds?: number;
                    } | null;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            endpointId: string;
                            url: string;
                            description: string;
                            eventTypes: string[];
                            livemode: boolean;
                            /** @enum {string} */
                            status: "enabled" | "disabled";
                            disabledReason: ("by_hand" | "gone" | "failing") | null;
                            failuresInARow: number;
                            createdAtMs: number;
                            secret: string;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{endpointId}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    endpointId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            attemptId: string;
                            /** @enum {string} */
                            cause: "schedule" | "resend" | "trial";
                            isDelivered: boolean;
                            statusCode: number | null;
                            responseBody: string | null;
                            error: string | null;
                            startedAtMs: number;
                            durationMs: number;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{endpointId}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    status?: "pending" | "delivered" | "failed";
                    after?: string;
                };
                header?: never;
                path: {
                    endpointId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            deliveries: {
                                deliveryId: string;
                                eventType: string;
                                /** @enum {string} */
                                status: "pending" | "delivered" | "failed";
                                body: string;
                                nextAttemptAtMs: number | null;
                                createdAtMs: number;
                                attempts: {
                                    attemptId: string;
                                    /** @enum {string} */
                                    cause: "schedule" | "resend" | "trial";
                                    isDelivered: boolean;
                                    statusCode: number | null;
                                    responseBody: string | null;
                                    error: string | null;
                                    startedAtMs: number;
                                    durationMs: number;
                                }[];
                            }[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{endpointId}/deliveries/{deliveryId}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    endpointId: string;
                    deliveryId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            attemptId: string;
                            /** @enum {string} */
                            cause: "schedule" | "resend" | "trial";
                            isDelivered: boolean;
                            statusCode: number | null;
                            responseBody: string | null;
                            error: string | null;
                            startedAtMs: number;
                            durationMs: number;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/risk/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rules: {
                                name: string;
                                expression: string;
                                /** @enum {string} */
                                action: "allow" | "challenge" | "review" | "block";
                                priority: number;
                                /**
                                 * @default pass
                                 * @enum {string}
                                 */
                                whenMissing: "pass" | "step_up";
                                analystText: string;
                                learner: {
                                    zh: string;
                                    en: string;
                                };
                                /** @default null */
                                retryAfterSeconds: number | null;
                                ruleId: string;
                                version: number;
                                /** @enum {string} */
                                status: "draft" | "shadow" | "live" | "retired";
                                createdBy: string;
                                updatedAtMs: number;
                            }[];
                            changes: {
                                changeId: string;
                                ruleId: string;
                                name: string;
                                version: number;
                                /** @enum {string} */
                                wish: "live" | "retired";
                                note: string | null;
                                requestedBy: string;
                                createdAtMs: number;
                                mayApprove: boolean;
                            }[];
                            snoozes: {
                                snoozeId: string;
                                ruleName: string;
                                /** @enum {string} */
                                kind: "learner" | "payment" | "device" | "ip" | "network" | "emailDomain" | "promo" | "item";
                                hint: string;
                                note: string;
                                createdBy: string;
                                untilMs: number;
                            }[];
                            entries: {
                                entryId: string;
                                /** @enum {string} */
                                list: "allow" | "block";
                                /** @enum {string} */
                                kind: "learner" | "payment" | "device" | "ip" | "network" | "emailDomain" | "promo" | "item";
                                hint: string;
                                note: string;
                                createdBy: string;
                                untilMs: number | null;
                            }[];
                            fields: {
                                name: string;
                                /** @enum {string} */
                                type: "number" | "text" | "flag";
                            }[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        expression: string;
                        /** @enum {string} */
                        action: "allow" | "challenge" | "review" | "block";
                        priority: number;
                        /**
                         * @default pass
                         * @enum {string}
                         */
                        whenMissing?: "pass" | "step_up";
                        analystText: string;
                        learner: {
                            zh: string;
                            en: string;
                        };
                        /** @default null */
                        retryAfterSeconds?: number | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            name: string;
                            expression: string;
                            /** @enum {string} */
                            action: "allow" | "challenge" | "review" | "block";
                            priority: number;
                            /**
                             * @default pass
                             * @enum {string}
                             */
                            whenMissing: "pass" | "step_up";
                            analystText: string;
                            learner: {
                                zh: string;
                                en: string;
                            };
                            /** @default null */
                            retryAfterSeconds: number | null;
                            ruleId: string;
                            version: number;
                            /** @enum {string} */
                            status: "draft" | "shadow" | "live" | "retired";
                            createdBy: string;
                            updatedAtMs: number;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/risk/expressions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        expression: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            fault: {
                                message: string;
                                start: number;
                                end: number;
                            } | null;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/risk/rules/{name}/promotions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        version?: number;
                        /** @enum {string} */
                        to: "shadow" | "live" | "retired";
                        /** @default null */
                        note?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            name: string;
                            expression: string;
                            /** @enum {string} */
                            action: "allow" | "challenge" | "review" | "block";
                            priority: number;
                            /**
                             * @default pass
                             * @enum {string}
                             */
                            whenMissing: "pass" | "step_up";
                            analystText: string;
                            learner: {
                                zh: string;
                                en: string;
                            };
                            /** @default null */
                            retryAfterSeconds: number | null;
                            ruleId: string;
                            version: number;
                            /** @enum {string} */
                            status: "draft" | "shadow" | "live" | "retired";
                            createdBy: string;
                            updatedAtMs: number;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/risk/changes/{changeId}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    changeId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        decision: "approved" | "declined";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/risk/rules/{name}/snoozes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        kind: "learner" | "payment" | "device" | "ip" | "network" | "emailDomain" | "promo" | "item";
                        value: string;
                        note: string;
                        days: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/risk/lists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        kind: "learner" | "payment" | "device" | "ip" | "network" | "emailDomain" | "promo" | "item";
                        value: string;
                        note: string;
                        /** @enum {string} */
                        list: "allow" | "block";
                        /** @default null */
                        days?: number | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/risk/lists/{entryId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    entryId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/risk/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            champion: string | null;
                            isChampionMissing: boolean;
                            models: {
                                version: string;
                                labels: string;
                            }[];
                            refused: {
                                file: string;
                                why: string;
                            }[];
                            inForce: {
                                planId: string;
                                modelVersion: string;
                                /** @enum {string} */
                                role: "champion" | "challenger" | "shadow";
                                sharePercent: number | null;
                                endsAtMs: number | null;
                                /** @enum {string} */
                                status: "requested" | "live" | "declined" | "ended";
                                note: string | null;
                                requestedBy: string;
                                decidedBy: string | null;
                                createdAtMs: number;
                                mayApprove: boolean;
                            }[];
                            wishes: {
                                planId: string;
                                modelVersion: string;
                                /** @enum {string} */
                                role: "champion" | "challenger" | "shadow";
                                sharePercent: number | null;
                                endsAtMs: number | null;
                                /** @enum {string} */
                                status: "requested" | "live" | "declined" | "ended";
                                note: string | null;
                                requestedBy: string;
                                decidedBy: string | null;
                                createdAtMs: number;
                                mayApprove: boolean;
                            }[];
                            past: {
                                planId: string;
                                modelVersion: string;
                                /** @enum {string} */
                                role: "champion" | "challenger" | "shadow";
                                sharePercent: number | null;
                                endsAtMs: number | null;
                                /** @enum {string} */
                                status: "requested" | "live" | "declined" | "ended";
                                note: string | null;
                                requestedBy: string;
                                decidedBy: string | null;
                                createdAtMs: number;
                                mayApprove: boolean;
                            }[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/risk/models/{version}/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    version: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        role: "champion" | "challenger" | "shadow";
                        /** @default null */
                        sharePercent?: number | null;
                        /** @default null */
                        days?: number | null;
                        /** @default null */
                        note?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            planId: string;
                            modelVersion: string;
                            /** @enum {string} */
                            role: "champion" | "challenger" | "shadow";
                            sharePercent: number | null;
                            endsAtMs: number | null;
                            /** @enum {string} */
                            status: "requested" | "live" | "declined" | "ended";
                            note: string | null;
                            requestedBy: string;
                            decidedBy: string | null;
                            createdAtMs: number;
                            mayApprove: boolean;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/risk/plans/{planId}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    planId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        decision: "approved" | "declined";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            planId: string;
                            modelVersion: string;
                            /** @enum {string} */
                            role: "champion" | "challenger" | "shadow";
                            sharePercent: number | null;
                            endsAtMs: number | null;
                            /** @enum {string} */
                            status: "requested" | "live" | "declined" | "ended";
                            note: string | null;
                            requestedBy: string;
                            decidedBy: string | null;
                            createdAtMs: number;
                            mayApprove: boolean;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/risk/plans/{planId}/ends": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    planId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            planId: string;
                            modelVersion: string;
                            /** @enum {string} */
                            role: "champion" | "challenger" | "shadow";
                            sharePercent: number | null;
                            endsAtMs: number | null;
                            /** @enum {string} */
                            status: "requested" | "live" | "declined" | "ended";
                            note: string | null;
                            requestedBy: string;
                            decidedBy: string | null;
                            createdAtMs: number;
                            mayApprove: boolean;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/reviews/{reviewId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    reviewId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            reviewId: string;
                            /** @enum {string} */
                            status: "open" | "approved" | "rejected" | "expired";
                            checkoutId: string;
                            learnerId: string;
                            conversationId: string | null;
                            amountMinor: number;
                            currency: string;
                            method: string | null;
                            score: number | null;
                            modelVersion: string | null;
                            note: string | null;
                            decidedBy: string | null;
                            createdAtMs: number;
                            decidedAtMs: number | null;
                            ruleHits: {
                                rule: string;
                                version: number;
                                /** @enum {string} */
                                action: "allow" | "challenge" | "review" | "block";
                            }[];
                            reasons: string[];
                            groups: {
                                group: string;
                                logit: number;
                            }[];
                            features: {
                                name: string;
                                group: string;
                                value: number | null;
                                unusual: number;
                            }[];
                            similar: {
                                checkoutId: string;
                                /** @enum {string} */
                                decision: "allow" | "challenge" | "review" | "block";
                                /** @enum {string} */
                                outcome: "paid" | "unpaid" | "fraud" | "good";
                                amountMinor: number;
                                currency: string;
                                method: string | null;
                                distance: number;
                                createdAtMs: number;
                            }[];
                            owned: string[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/analytics/funnel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    from?: string;
                    to?: string;
                    timeZone?: string;
                    breakdown?: "none" | "day" | "product" | "channel" | "language";
                    currency?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            from: string;
                            to: string;
                            timeZone: string;
                            today: string;
                            /** @enum {string} */
                            breakdown: "none" | "day" | "product" | "channel" | "language";
                            currency: string | null;
                            total: {
                                impressions: number;
                                opened: number;
                                pressed: number;
                                paid: number;
                                refunded: number;
                            };
                            rows: {
                                impressions: number;
                                opened: number;
                                pressed: number;
                                paid: number;
                                refunded: number;
                                key: string;
                                label: string | null;
                            }[];
                            rest: {
                                impressions: number;
                                opened: number;
                                pressed: number;
                                paid: number;
                                refunded: number;
                                rowsCount: number;
                            } | null;
                            withoutImpression: {
                                opened: number;
                                pressed: number;
                                paid: number;
                                refunded: number;
                            };
                            money: {
                                currency: string;
                                paid: {
                                    totalMinor: number;
                                    periodImpressionsMinor: number;
                                    otherImpressionsMinor: number;
                                    withoutImpressionMinor: number;
                                };
                                refunded: {
                                    totalMinor: number;
                                    periodImpressionsMinor: number;
                                    otherImpressionsMinor: number;
                                    withoutImpressionMinor: number;
                                };
                            }[];
                            readUpToPosition: number;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        from?: string;
                        to?: string;
                        timeZone?: string;
                        /**
                         * @default conversation
                         * @enum {string}
                         */
                        unit?: "conversation" | "learner";
                        /**
                         * @default [
                         *       "shown",
                         *       "clicked",
                         *       "opened",
                         *       "pressed",
                         *       "paid"
                         *     ]
                         */
                        steps?: ("asked" | "shown" | "clicked" | "opened" | "pressed" | "paid" | "refunded" | "handedOff")[];
                        /** @default 168 */
                        windowHours?: number;
                        /**
                         * @default strict
                         * @enum {string}
                         */
                        order?: "strict" | "any";
                        /** @default {} */
                        filters?: {
                            [key: string]: string[];
                        };
                        /**
                         * @default none
                         * @enum {string}
                         */
                        breakdown?: "none" | "day" | "content" | "kind" | "channel" | "language" | "intent" | "variant" | "gateway" | "owner" | "returning";
                        /**
                         * @default first
                         * @enum {string}
                         */
                        attribution?: "first" | "last" | "step";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            from: string;
                            to: string;
                            timeZone: string;
                            today: string;
                            question: {
                                from?: string;
                                to?: string;
                                timeZone?: string;
                                /**
                                 * @default conversation
                                 * @enum {string}
                                 */
                                unit: "conversation" | "learner";
                                /**
                                 * @default [
                                 *       "shown",
                                 *       "clicked",
                                 *       "opened",
                                 *       "pressed",
                                 *       "paid"
                                 *     ]
                                 */
                                steps: ("asked" | "shown" | "clicked" | "opened" | "pressed" | "paid" | "refunded" | "handedOff")[];
                                /** @default 168 */
                                windowHours: number;
                                /**
                                 * @default strict
                                 * @enum {string}
                                 */
                                order: "strict" | "any";
                                /** @default {} */
                                filters: {
                                    [key: string]: string[];
                                };
                                /**
                                 * @default none
                                 * @enum {string}
                                 */
                                breakdown: "none" | "day" | "content" | "kind" | "channel" | "language" | "intent" | "variant" | "gateway" | "owner" | "returning";
                                /**
                                 * @default first
                                 * @enum {string}
                                 */
                                attribution: "first" | "last" | "step";
                            };
                            steps: {
                                /** @enum {string} */
                                step: "asked" | "shown" | "clicked" | "opened" | "pressed" | "paid" | "refunded" | "handedOff";
                                count: number;
                                dropped: number;
                                fromPrevious: number | null;
                                fromEntry: number | null;
                                sincePrevious: {
                                    medianMs: number;
                                    p95Ms: number;
                                } | null;
                                sinceEntry: {
                                    medianMs: number;
                                    p95Ms: number;
                                } | null;
                            }[];
                            rows: {
                                key: string;
                                label: string | null;
                                counts: number[];
                            }[];
                            rest: {
                                rowsCount: number;
                                counts: number[];
                            } | null;
                            readUpToPosition: number;
                            behind: number;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/analytics/funnel/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        from?: string;
                        to?: string;
                        timeZone?: string;
                        /**
                         * @default conversation
                         * @enum {string}
                         */
                        unit?: "conversation" | "learner";
                        /**
                         * @default [
                         *       "shown",
                         *       "clicked",
                         *       "opened",
                         *       "pressed",
                         *       "paid"
                         *     ]
                         */
                        steps?: ("asked" | "shown" | "clicked" | "opened" | "pressed" | "paid" | "refunded" | "handedOff")[];
                        /** @default 168 */
                        windowHours?: number;
                        /**
                         * @default strict
                         * @enum {string}
                         */
                        order?: "strict" | "any";
                        /** @default {} */
                        filters?: {
                            [key: string]: string[];
                        };
                        /**
                         * @default none
                         * @enum {string}
                         */
                        breakdown?: "none" | "day" | "content" | "kind" | "channel" | "language" | "intent" | "variant" | "gateway" | "owner" | "returning";
                        /**
                         * @default first
                         * @enum {string}
                         */
                        attribution?: "first" | "last" | "step";
                        step: number;
                        /**
                         * @default reached
                         * @enum {string}
                         */
                        who?: "reached" | "dropped";
                        key?: string;
                        /** @default 0 */
                        offset?: number;
                        /** @default 50 */
                        limit?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            total: number;
                            rows: {
                                conversationId: string | null;
                                learner: string | null;
                                reachedAtMs: number[];
                            }[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/analytics/figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    from?: string;
                    to?: string;
                    timeZone?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            from: string;
                            to: string;
                            timeZone: string;
                            accountingTimeZone: string;
                            today: string;
                            money: {
                                accountingDay: string;
                                currency: string;
                                grossMinor: number;
                                discountMinor: number;
                                refundMinor: number;
                                taxMinor: number;
                                feeMinor: number;
                                netMinor: number;
                                cashMinor: number;
                            }[];
                            gateways: {
                                gateway: string;
                                paid: number;
                                failed: number;
                                success: {
                                    share: number;
                                    low: number;
                                    high: number;
                                } | null;
                                codes: {
                                    code: string;
                                    count: number;
                                }[];
                            }[];
                            service: {
                                conversations: number;
                                handedOff: number;
                                handoff: {
                                    share: number;
                                    low: number;
                                    high: number;
                                } | null;
                                deflection: {
                                    share: number;
                                    low: number;
                                    high: number;
                                } | null;
                                csatAnswers: number;
                                csatAverage: number | null;
                                waitMedianMs: number | null;
                                waitP95Ms: number | null;
                            };
                            ranks: {
                                rank: number;
                                shown: number;
                                clicked: number;
                                paid: number;
                                ctr: {
                                    share: number;
                                    low: number;
                                    high: number;
                                } | null;
                                conversion: {
                                    share: number;
                                    low: number;
                                    high: number;
                                } | null;
                            }[];
                            cohorts: {
                                month: string;
                                learners: number;
                                paidAgain: number[];
                            }[];
                            weeklyCohorts: {
                                week: string;
                                learners: number;
                                paidAgain: number[];
                            }[];
                            experiments: {
                                experimentId: string | null;
                                variant: string;
                                shown: number;
                                paid: number;
                                conversion: {
                                    share: number;
                                    low: number;
                                    high: number;
                                } | null;
                                difference: {
                                    value: number;
                                    low: number;
                                    high: number;
                                } | null;
                            }[];
                            sampleRatioP: number | null;
                            answers: {
                                /** @enum {string} */
                                sender: "bot" | "agent";
                                count: number;
                                medianMs: number;
                                p95Ms: number;
                            }[];
                            gaps: {
                                topicId: string;
                                name: {
                                    zh: string;
                                    en: string;
                                } | null;
                                asked: number;
                                nothing: number;
                                near: number;
                                unmet: string[];
                            }[];
                            unanswered: {
                                question: string | null;
                                count: number;
                                conversations: number;
                                languages: string[];
                                lastAtMs: number;
                                conversationId: string;
                            }[];
                            segments: {
                                /** @enum {string} */
                                segment: "best" | "loyal" | "spending" | "new" | "slipping" | "gone" | "others";
                                learners: number;
                                purchases: number;
                                daysSinceMedian: number;
                            }[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/analytics/trends": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    from?: string;
                    to?: string;
                    timeZone?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            from: string;
                            to: string;
                            timeZone: string;
                            accountingTimeZone: string;
                            today: string;
                            days: string[];
                            series: {
                                name: string;
                                /** @enum {string} */
                                unit: "count" | "minor" | "share" | "score";
                                currency: string | null;
                                values: (number | null)[];
                                of: number[] | null;
                                total: number | null;
                                anomalies: {
                                    day: string;
                                    value: number;
                                    expected: number;
                                    tolerance: number;
                                }[];
                            }[];
                            behind: number;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/analytics/exports/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    from?: string;
                    to?: string;
                    timeZone?: string;
                    format?: "csv" | "jsonl" | "parquet";
                };
                header?: never;
                path: {
                    name: "conversations" | "payments" | "refunds" | "failures" | "impressions" | "questions" | "handoffs" | "csat" | "accounting_days" | "ledger";
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/analytics/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query: {
                    of: "conversations" | "payments" | "refunds" | "failures" | "impressions" | "questions" | "handoffs" | "csat" | "accounting_days" | "ledger" | "cohort" | "weekly_cohort" | "gap" | "exposed";
                    from?: string;
                    to?: string;
                    timeZone?: string;
                    gateway?: string;
                    code?: string;
                    currency?: string;
                    rank?: number;
                    number?: "gross" | "discount" | "refund" | "tax" | "fee" | "net" | "cash" | "sales";
                    topic?: string;
                    strategy?: "none" | "near";
                    variant?: string;
                    experiment?: string;
                    cohort?: string;
                    later?: number;
                    offset?: number;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            from: string;
                            to: string;
                            timeZone: string;
                            total: number;
                            columns: string[];
                            rows: (string | number | boolean | null)[][];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/analytics/sql/tables": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            tables: {
                                table: string;
                                columns: {
                                    column: string;
                                    type: string;
                                }[];
                            }[];
                            secondsMax: number;
                            rowsMax: number;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/analytics/sql": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        sql: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            columns: string[];
                            rows: unknown[][];
                            isTruncated: boolean;
                            snapshotAtMs: number;
                            tookMs: number;
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/analytics/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            views: {
                                savedViewId: string;
                                name: string;
                                question: string;
                                isShared: boolean;
                                isMine: boolean;
                                updatedAtMs: number;
                            }[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        question: string;
                        /** @default false */
                        isShared?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            views: {
                                savedViewId: string;
                                name: string;
                                question: string;
                                isShared: boolean;
                                isMine: boolean;
                                updatedAtMs: number;
                            }[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/analytics/views/{savedViewId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    savedViewId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            views: {
                                savedViewId: string;
                                name: string;
                                question: string;
                                isShared: boolean;
                                isMine: boolean;
                                updatedAtMs: number;
                            }[];
                        };
                    };
                };
                /** @description Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail?: string;
                            message: {
                                zh: string;
                                en: string;
                            };
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/graphql": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        query: string;
                        variables?: {
                            [key: string]: unknown;
                        } | null;
                        operationName?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/gateways/{gateway}/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    gateway: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: never;
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
