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
                            /** @enum {string} */
                            level?: "beginner" | "intermediate" | "advanced";
                            /** @enum {string} */
                            kind?: "course" | "column" | "ebook";
                            excludedKinds?: ("course" | "column" | "ebook")[];
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
                                description: string;
                                coverUrl: string | null;
                                url: string | null;
                                priceId: string;
                                amountMinor: number;
                                currency: string;
                                reason: string;
                            }[];
                            relaxed: {
                                /** @enum {string} */
                                wish: "level" | "kind" | "language" | "price";
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
                            couponCode: string | null;
                            taxMinor: number;
                            totalMinor: number;
                            parts: {
                                way: string;
                                amountMinor: number;
                                gateway: string | null;
                                gatewayReference: string | null;
                                gatewayPaymentId: string | null;
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
        post?: never;
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
