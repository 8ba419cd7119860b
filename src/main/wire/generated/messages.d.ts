import * as $protobuf from "protobufjs";
import Long = require("long");

/** Namespace mirrorwell. */
export namespace mirrorwell {

    /** Namespace v1. */
    namespace v1 {

        /** AlertKind enum. */
        enum AlertKind {

            /** ALERT_KIND_UNSPECIFIED value */
            ALERT_KIND_UNSPECIFIED = 0,

            /** ALERT_KIND_SYSTEMIC_ERROR value */
            ALERT_KIND_SYSTEMIC_ERROR = 1,

            /** ALERT_KIND_HALLUCINATION value */
            ALERT_KIND_HALLUCINATION = 2,

            /** ALERT_KIND_BIAS_DRIFT value */
            ALERT_KIND_BIAS_DRIFT = 3
        }

        /** AlertSeverity enum. */
        enum AlertSeverity {

            /** ALERT_SEVERITY_UNSPECIFIED value */
            ALERT_SEVERITY_UNSPECIFIED = 0,

            /** ALERT_SEVERITY_LOW value */
            ALERT_SEVERITY_LOW = 1,

            /** ALERT_SEVERITY_MEDIUM value */
            ALERT_SEVERITY_MEDIUM = 2,

            /** ALERT_SEVERITY_HIGH value */
            ALERT_SEVERITY_HIGH = 3
        }

        /**
         * Properties of an Alert.
         * @deprecated Use mirrorwell.v1.Alert.$Properties instead.
         */
        interface IAlert extends mirrorwell.v1.Alert.$Properties {
        }

        /** Represents an Alert. */
        class Alert {

            /**
             * Constructs a new Alert.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.Alert.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Alert kind. */
            kind: mirrorwell.v1.AlertKind;

            /** Alert severity. */
            severity: mirrorwell.v1.AlertSeverity;

            /** Alert summary. */
            summary: string;

            /** Alert detail. */
            detail: string;

            /** Alert system. */
            system: string;

            /** Alert evidence. */
            evidence: mirrorwell.v1.EvidenceFile.$Properties[];

            /**
             * Encodes the specified Alert message. Does not implicitly {@link mirrorwell.v1.Alert.verify|verify} messages.
             * @param message Alert message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.Alert.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Alert message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.Alert & mirrorwell.v1.Alert.$Shape} Alert
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.Alert & mirrorwell.v1.Alert.$Shape;

            /**
             * Gets the type url for Alert
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace Alert {

            /** Properties of an Alert. */
            interface $Properties {

                /** Alert kind */
                kind?: (mirrorwell.v1.AlertKind|null);

                /** Alert severity */
                severity?: (mirrorwell.v1.AlertSeverity|null);

                /** Alert summary */
                summary?: (string|null);

                /** Alert detail */
                detail?: (string|null);

                /** Alert system */
                system?: (string|null);

                /** Alert evidence */
                evidence?: (mirrorwell.v1.EvidenceFile.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Alert. */
            type $Shape = mirrorwell.v1.Alert.$Properties;
        }

        /**
         * Properties of an EvidenceFile.
         * @deprecated Use mirrorwell.v1.EvidenceFile.$Properties instead.
         */
        interface IEvidenceFile extends mirrorwell.v1.EvidenceFile.$Properties {
        }

        /** Represents an EvidenceFile. */
        class EvidenceFile {

            /**
             * Constructs a new EvidenceFile.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.EvidenceFile.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** EvidenceFile name. */
            name: string;

            /** EvidenceFile sha256. */
            sha256: Uint8Array;

            /** EvidenceFile sizeBytes. */
            sizeBytes: number;

            /**
             * Encodes the specified EvidenceFile message. Does not implicitly {@link mirrorwell.v1.EvidenceFile.verify|verify} messages.
             * @param message EvidenceFile message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.EvidenceFile.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an EvidenceFile message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.EvidenceFile & mirrorwell.v1.EvidenceFile.$Shape} EvidenceFile
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.EvidenceFile & mirrorwell.v1.EvidenceFile.$Shape;

            /**
             * Gets the type url for EvidenceFile
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace EvidenceFile {

            /** Properties of an EvidenceFile. */
            interface $Properties {

                /** EvidenceFile name */
                name?: (string|null);

                /** EvidenceFile sha256 */
                sha256?: (Uint8Array|null);

                /** EvidenceFile sizeBytes */
                sizeBytes?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an EvidenceFile. */
            type $Shape = mirrorwell.v1.EvidenceFile.$Properties;
        }

        /** ReviewVerdict enum. */
        enum ReviewVerdict {

            /** REVIEW_VERDICT_UNSPECIFIED value */
            REVIEW_VERDICT_UNSPECIFIED = 0,

            /** REVIEW_VERDICT_CONCUR value */
            REVIEW_VERDICT_CONCUR = 1,

            /** REVIEW_VERDICT_NOT_HERE value */
            REVIEW_VERDICT_NOT_HERE = 2,

            /** REVIEW_VERDICT_CONTEXT_DIFFERS value */
            REVIEW_VERDICT_CONTEXT_DIFFERS = 3,

            /** REVIEW_VERDICT_NEEDS_MORE value */
            REVIEW_VERDICT_NEEDS_MORE = 4
        }

        /**
         * Properties of an AlertReview.
         * @deprecated Use mirrorwell.v1.AlertReview.$Properties instead.
         */
        interface IAlertReview extends mirrorwell.v1.AlertReview.$Properties {
        }

        /** Represents an AlertReview. */
        class AlertReview {

            /**
             * Constructs a new AlertReview.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.AlertReview.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AlertReview alert. */
            alert: Uint8Array;

            /** AlertReview verdict. */
            verdict: mirrorwell.v1.ReviewVerdict;

            /** AlertReview note. */
            note: string;

            /**
             * Encodes the specified AlertReview message. Does not implicitly {@link mirrorwell.v1.AlertReview.verify|verify} messages.
             * @param message AlertReview message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.AlertReview.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AlertReview message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.AlertReview & mirrorwell.v1.AlertReview.$Shape} AlertReview
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.AlertReview & mirrorwell.v1.AlertReview.$Shape;

            /**
             * Gets the type url for AlertReview
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace AlertReview {

            /** Properties of an AlertReview. */
            interface $Properties {

                /** AlertReview alert */
                alert?: (Uint8Array|null);

                /** AlertReview verdict */
                verdict?: (mirrorwell.v1.ReviewVerdict|null);

                /** AlertReview note */
                note?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AlertReview. */
            type $Shape = mirrorwell.v1.AlertReview.$Properties;
        }

        /** CorrectionKind enum. */
        enum CorrectionKind {

            /** CORRECTION_KIND_UNSPECIFIED value */
            CORRECTION_KIND_UNSPECIFIED = 0,

            /** CORRECTION_KIND_WITHDRAWN value */
            CORRECTION_KIND_WITHDRAWN = 1,

            /** CORRECTION_KIND_AMENDED value */
            CORRECTION_KIND_AMENDED = 2
        }

        /**
         * Properties of an AlertCorrection.
         * @deprecated Use mirrorwell.v1.AlertCorrection.$Properties instead.
         */
        interface IAlertCorrection extends mirrorwell.v1.AlertCorrection.$Properties {
        }

        /** Represents an AlertCorrection. */
        class AlertCorrection {

            /**
             * Constructs a new AlertCorrection.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.AlertCorrection.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AlertCorrection alert. */
            alert: Uint8Array;

            /** AlertCorrection kind. */
            kind: mirrorwell.v1.CorrectionKind;

            /** AlertCorrection note. */
            note: string;

            /**
             * Encodes the specified AlertCorrection message. Does not implicitly {@link mirrorwell.v1.AlertCorrection.verify|verify} messages.
             * @param message AlertCorrection message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.AlertCorrection.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AlertCorrection message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.AlertCorrection & mirrorwell.v1.AlertCorrection.$Shape} AlertCorrection
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.AlertCorrection & mirrorwell.v1.AlertCorrection.$Shape;

            /**
             * Gets the type url for AlertCorrection
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace AlertCorrection {

            /** Properties of an AlertCorrection. */
            interface $Properties {

                /** AlertCorrection alert */
                alert?: (Uint8Array|null);

                /** AlertCorrection kind */
                kind?: (mirrorwell.v1.CorrectionKind|null);

                /** AlertCorrection note */
                note?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AlertCorrection. */
            type $Shape = mirrorwell.v1.AlertCorrection.$Properties;
        }

        /**
         * Properties of an AlertBundle.
         * @deprecated Use mirrorwell.v1.AlertBundle.$Properties instead.
         */
        interface IAlertBundle extends mirrorwell.v1.AlertBundle.$Properties {
        }

        /** Represents an AlertBundle. */
        class AlertBundle {

            /**
             * Constructs a new AlertBundle.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.AlertBundle.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AlertBundle version. */
            version: number;

            /** AlertBundle federation. */
            federation: Uint8Array;

            /** AlertBundle entries. */
            entries: mirrorwell.v1.RelayedEntry.$Properties[];

            /**
             * Encodes the specified AlertBundle message. Does not implicitly {@link mirrorwell.v1.AlertBundle.verify|verify} messages.
             * @param message AlertBundle message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.AlertBundle.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AlertBundle message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.AlertBundle & mirrorwell.v1.AlertBundle.$Shape} AlertBundle
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.AlertBundle & mirrorwell.v1.AlertBundle.$Shape;

            /**
             * Gets the type url for AlertBundle
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace AlertBundle {

            /** Properties of an AlertBundle. */
            interface $Properties {

                /** AlertBundle version */
                version?: (number|null);

                /** AlertBundle federation */
                federation?: (Uint8Array|null);

                /** AlertBundle entries */
                entries?: (mirrorwell.v1.RelayedEntry.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AlertBundle. */
            type $Shape = mirrorwell.v1.AlertBundle.$Properties;
        }

        /**
         * Properties of a LaneOpen.
         * @deprecated Use mirrorwell.v1.LaneOpen.$Properties instead.
         */
        interface ILaneOpen extends mirrorwell.v1.LaneOpen.$Properties {
        }

        /** Represents a LaneOpen. */
        class LaneOpen {

            /**
             * Constructs a new LaneOpen.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.LaneOpen.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** LaneOpen version. */
            version: number;

            /** LaneOpen lane. */
            lane: string;

            /**
             * Encodes the specified LaneOpen message. Does not implicitly {@link mirrorwell.v1.LaneOpen.verify|verify} messages.
             * @param message LaneOpen message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.LaneOpen.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a LaneOpen message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.LaneOpen & mirrorwell.v1.LaneOpen.$Shape} LaneOpen
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.LaneOpen & mirrorwell.v1.LaneOpen.$Shape;

            /**
             * Gets the type url for LaneOpen
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace LaneOpen {

            /** Properties of a LaneOpen. */
            interface $Properties {

                /** LaneOpen version */
                version?: (number|null);

                /** LaneOpen lane */
                lane?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a LaneOpen. */
            type $Shape = mirrorwell.v1.LaneOpen.$Properties;
        }

        /** LaneStatus enum. */
        enum LaneStatus {

            /** LANE_STATUS_UNSPECIFIED value */
            LANE_STATUS_UNSPECIFIED = 0,

            /** LANE_STATUS_OPEN value */
            LANE_STATUS_OPEN = 1,

            /** LANE_STATUS_VERSION_UNKNOWN value */
            LANE_STATUS_VERSION_UNKNOWN = 2,

            /** LANE_STATUS_LANE_UNKNOWN value */
            LANE_STATUS_LANE_UNKNOWN = 3,

            /** LANE_STATUS_BUSY value */
            LANE_STATUS_BUSY = 4
        }

        /**
         * Properties of a LaneAnswer.
         * @deprecated Use mirrorwell.v1.LaneAnswer.$Properties instead.
         */
        interface ILaneAnswer extends mirrorwell.v1.LaneAnswer.$Properties {
        }

        /** Represents a LaneAnswer. */
        class LaneAnswer {

            /**
             * Constructs a new LaneAnswer.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.LaneAnswer.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** LaneAnswer status. */
            status: mirrorwell.v1.LaneStatus;

            /** LaneAnswer version. */
            version: number;

            /**
             * Encodes the specified LaneAnswer message. Does not implicitly {@link mirrorwell.v1.LaneAnswer.verify|verify} messages.
             * @param message LaneAnswer message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.LaneAnswer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a LaneAnswer message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.LaneAnswer & mirrorwell.v1.LaneAnswer.$Shape} LaneAnswer
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.LaneAnswer & mirrorwell.v1.LaneAnswer.$Shape;

            /**
             * Gets the type url for LaneAnswer
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace LaneAnswer {

            /** Properties of a LaneAnswer. */
            interface $Properties {

                /** LaneAnswer status */
                status?: (mirrorwell.v1.LaneStatus|null);

                /** LaneAnswer version */
                version?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a LaneAnswer. */
            type $Shape = mirrorwell.v1.LaneAnswer.$Properties;
        }

        /**
         * Properties of a LaneFrame.
         * @deprecated Use mirrorwell.v1.LaneFrame.$Properties instead.
         */
        interface ILaneFrame extends mirrorwell.v1.LaneFrame.$Properties {
        }

        /** Represents a LaneFrame. */
        class LaneFrame {

            /**
             * Constructs a new LaneFrame.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.LaneFrame.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** LaneFrame heartbeat. */
            heartbeat?: (mirrorwell.v1.Heartbeat.$Properties|null);

            /** LaneFrame heartbeatAnswer. */
            heartbeatAnswer?: (mirrorwell.v1.Heartbeat.$Properties|null);

            /** LaneFrame credit. */
            credit?: (mirrorwell.v1.Credit.$Properties|null);

            /** LaneFrame entries. */
            entries?: (mirrorwell.v1.Entries.$Properties|null);

            /** LaneFrame receipts. */
            receipts?: (mirrorwell.v1.Receipts.$Properties|null);

            /** LaneFrame joinRequest. */
            joinRequest?: (mirrorwell.v1.JoinRequest.$Properties|null);

            /** LaneFrame joinAnswer. */
            joinAnswer?: (mirrorwell.v1.JoinAnswer.$Properties|null);

            /** LaneFrame content. */
            content?: ("heartbeat"|"heartbeatAnswer"|"credit"|"entries"|"receipts"|"joinRequest"|"joinAnswer");

            /**
             * Encodes the specified LaneFrame message. Does not implicitly {@link mirrorwell.v1.LaneFrame.verify|verify} messages.
             * @param message LaneFrame message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.LaneFrame.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a LaneFrame message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.LaneFrame & mirrorwell.v1.LaneFrame.$Shape} LaneFrame
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.LaneFrame & mirrorwell.v1.LaneFrame.$Shape;

            /**
             * Gets the type url for LaneFrame
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace LaneFrame {

            /** Properties of a LaneFrame. */
            interface $Properties {

                /** LaneFrame heartbeat */
                heartbeat?: (mirrorwell.v1.Heartbeat.$Properties|null);

                /** LaneFrame heartbeatAnswer */
                heartbeatAnswer?: (mirrorwell.v1.Heartbeat.$Properties|null);

                /** LaneFrame credit */
                credit?: (mirrorwell.v1.Credit.$Properties|null);

                /** LaneFrame entries */
                entries?: (mirrorwell.v1.Entries.$Properties|null);

                /** LaneFrame receipts */
                receipts?: (mirrorwell.v1.Receipts.$Properties|null);

                /** LaneFrame joinRequest */
                joinRequest?: (mirrorwell.v1.JoinRequest.$Properties|null);

                /** LaneFrame joinAnswer */
                joinAnswer?: (mirrorwell.v1.JoinAnswer.$Properties|null);

                /** LaneFrame content */
                content?: ("heartbeat"|"heartbeatAnswer"|"credit"|"entries"|"receipts"|"joinRequest"|"joinAnswer");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a LaneFrame. */
            type $Shape = {
              heartbeat?: mirrorwell.v1.Heartbeat.$Shape|null;
              heartbeatAnswer?: mirrorwell.v1.Heartbeat.$Shape|null;
              credit?: mirrorwell.v1.Credit.$Shape|null;
              entries?: mirrorwell.v1.Entries.$Shape|null;
              receipts?: mirrorwell.v1.Receipts.$Shape|null;
              joinRequest?: mirrorwell.v1.JoinRequest.$Shape|null;
              joinAnswer?: mirrorwell.v1.JoinAnswer.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ content?: undefined; heartbeat?: null; heartbeatAnswer?: null; credit?: null; entries?: null; receipts?: null; joinRequest?: null; joinAnswer?: null }|{ content?: "heartbeat"; heartbeat: mirrorwell.v1.Heartbeat.$Shape; heartbeatAnswer?: null; credit?: null; entries?: null; receipts?: null; joinRequest?: null; joinAnswer?: null }|{ content?: "heartbeatAnswer"; heartbeat?: null; heartbeatAnswer: mirrorwell.v1.Heartbeat.$Shape; credit?: null; entries?: null; receipts?: null; joinRequest?: null; joinAnswer?: null }|{ content?: "credit"; heartbeat?: null; heartbeatAnswer?: null; credit: mirrorwell.v1.Credit.$Shape; entries?: null; receipts?: null; joinRequest?: null; joinAnswer?: null }|{ content?: "entries"; heartbeat?: null; heartbeatAnswer?: null; credit?: null; entries: mirrorwell.v1.Entries.$Shape; receipts?: null; joinRequest?: null; joinAnswer?: null }|{ content?: "receipts"; heartbeat?: null; heartbeatAnswer?: null; credit?: null; entries?: null; receipts: mirrorwell.v1.Receipts.$Shape; joinRequest?: null; joinAnswer?: null }|{ content?: "joinRequest"; heartbeat?: null; heartbeatAnswer?: null; credit?: null; entries?: null; receipts?: null; joinRequest: mirrorwell.v1.JoinRequest.$Shape; joinAnswer?: null }|{ content?: "joinAnswer"; heartbeat?: null; heartbeatAnswer?: null; credit?: null; entries?: null; receipts?: null; joinRequest?: null; joinAnswer: mirrorwell.v1.JoinAnswer.$Shape })
            );
        }

        /**
         * Properties of a Heartbeat.
         * @deprecated Use mirrorwell.v1.Heartbeat.$Properties instead.
         */
        interface IHeartbeat extends mirrorwell.v1.Heartbeat.$Properties {
        }

        /** Represents a Heartbeat. */
        class Heartbeat {

            /**
             * Constructs a new Heartbeat.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.Heartbeat.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Heartbeat nonce. */
            nonce: number;

            /** Heartbeat clockMs. */
            clockMs: number;

            /**
             * Encodes the specified Heartbeat message. Does not implicitly {@link mirrorwell.v1.Heartbeat.verify|verify} messages.
             * @param message Heartbeat message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.Heartbeat.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Heartbeat message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.Heartbeat & mirrorwell.v1.Heartbeat.$Shape} Heartbeat
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.Heartbeat & mirrorwell.v1.Heartbeat.$Shape;

            /**
             * Gets the type url for Heartbeat
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace Heartbeat {

            /** Properties of a Heartbeat. */
            interface $Properties {

                /** Heartbeat nonce */
                nonce?: (number|null);

                /** Heartbeat clockMs */
                clockMs?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Heartbeat. */
            type $Shape = mirrorwell.v1.Heartbeat.$Properties;
        }

        /**
         * Properties of a Credit.
         * @deprecated Use mirrorwell.v1.Credit.$Properties instead.
         */
        interface ICredit extends mirrorwell.v1.Credit.$Properties {
        }

        /** Represents a Credit. */
        class Credit {

            /**
             * Constructs a new Credit.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.Credit.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Credit bytes. */
            bytes: number;

            /**
             * Encodes the specified Credit message. Does not implicitly {@link mirrorwell.v1.Credit.verify|verify} messages.
             * @param message Credit message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.Credit.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Credit message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.Credit & mirrorwell.v1.Credit.$Shape} Credit
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.Credit & mirrorwell.v1.Credit.$Shape;

            /**
             * Gets the type url for Credit
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace Credit {

            /** Properties of a Credit. */
            interface $Properties {

                /** Credit bytes */
                bytes?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Credit. */
            type $Shape = mirrorwell.v1.Credit.$Properties;
        }

        /**
         * Properties of an Entries.
         * @deprecated Use mirrorwell.v1.Entries.$Properties instead.
         */
        interface IEntries extends mirrorwell.v1.Entries.$Properties {
        }

        /** Represents an Entries. */
        class Entries {

            /**
             * Constructs a new Entries.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.Entries.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Entries entries. */
            entries: mirrorwell.v1.RelayedEntry.$Properties[];

            /** Entries catchingUp. */
            catchingUp: boolean;

            /** Entries last. */
            last: boolean;

            /** Entries wanted. */
            wanted: boolean;

            /**
             * Encodes the specified Entries message. Does not implicitly {@link mirrorwell.v1.Entries.verify|verify} messages.
             * @param message Entries message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.Entries.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Entries message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.Entries & mirrorwell.v1.Entries.$Shape} Entries
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.Entries & mirrorwell.v1.Entries.$Shape;

            /**
             * Gets the type url for Entries
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace Entries {

            /** Properties of an Entries. */
            interface $Properties {

                /** Entries entries */
                entries?: (mirrorwell.v1.RelayedEntry.$Properties[]|null);

                /** Entries catchingUp */
                catchingUp?: (boolean|null);

                /** Entries last */
                last?: (boolean|null);

                /** Entries wanted */
                wanted?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Entries. */
            type $Shape = mirrorwell.v1.Entries.$Properties;
        }

        /**
         * Properties of a RelayedEntry.
         * @deprecated Use mirrorwell.v1.RelayedEntry.$Properties instead.
         */
        interface IRelayedEntry extends mirrorwell.v1.RelayedEntry.$Properties {
        }

        /** Represents a RelayedEntry. */
        class RelayedEntry {

            /**
             * Constructs a new RelayedEntry.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.RelayedEntry.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RelayedEntry envelope. */
            envelope?: (mirrorwell.v1.Envelope.$Properties|null);

            /** RelayedEntry hops. */
            hops: number;

            /**
             * Encodes the specified RelayedEntry message. Does not implicitly {@link mirrorwell.v1.RelayedEntry.verify|verify} messages.
             * @param message RelayedEntry message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.RelayedEntry.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RelayedEntry message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.RelayedEntry & mirrorwell.v1.RelayedEntry.$Shape} RelayedEntry
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.RelayedEntry & mirrorwell.v1.RelayedEntry.$Shape;

            /**
             * Gets the type url for RelayedEntry
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace RelayedEntry {

            /** Properties of a RelayedEntry. */
            interface $Properties {

                /** RelayedEntry envelope */
                envelope?: (mirrorwell.v1.Envelope.$Properties|null);

                /** RelayedEntry hops */
                hops?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RelayedEntry. */
            type $Shape = mirrorwell.v1.RelayedEntry.$Properties;
        }

        /**
         * Properties of a Receipts.
         * @deprecated Use mirrorwell.v1.Receipts.$Properties instead.
         */
        interface IReceipts extends mirrorwell.v1.Receipts.$Properties {
        }

        /** Represents a Receipts. */
        class Receipts {

            /**
             * Constructs a new Receipts.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.Receipts.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Receipts ids. */
            ids: Uint8Array[];

            /**
             * Encodes the specified Receipts message. Does not implicitly {@link mirrorwell.v1.Receipts.verify|verify} messages.
             * @param message Receipts message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.Receipts.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Receipts message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.Receipts & mirrorwell.v1.Receipts.$Shape} Receipts
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.Receipts & mirrorwell.v1.Receipts.$Shape;

            /**
             * Gets the type url for Receipts
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace Receipts {

            /** Properties of a Receipts. */
            interface $Properties {

                /** Receipts ids */
                ids?: (Uint8Array[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Receipts. */
            type $Shape = mirrorwell.v1.Receipts.$Properties;
        }

        /**
         * Properties of a JoinRequest.
         * @deprecated Use mirrorwell.v1.JoinRequest.$Properties instead.
         */
        interface IJoinRequest extends mirrorwell.v1.JoinRequest.$Properties {
        }

        /** Represents a JoinRequest. */
        class JoinRequest {

            /**
             * Constructs a new JoinRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.JoinRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** JoinRequest inviteId. */
            inviteId: Uint8Array;

            /** JoinRequest name. */
            name: string;

            /**
             * Encodes the specified JoinRequest message. Does not implicitly {@link mirrorwell.v1.JoinRequest.verify|verify} messages.
             * @param message JoinRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.JoinRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a JoinRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.JoinRequest & mirrorwell.v1.JoinRequest.$Shape} JoinRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.JoinRequest & mirrorwell.v1.JoinRequest.$Shape;

            /**
             * Gets the type url for JoinRequest
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace JoinRequest {

            /** Properties of a JoinRequest. */
            interface $Properties {

                /** JoinRequest inviteId */
                inviteId?: (Uint8Array|null);

                /** JoinRequest name */
                name?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a JoinRequest. */
            type $Shape = mirrorwell.v1.JoinRequest.$Properties;
        }

        /** JoinStatus enum. */
        enum JoinStatus {

            /** JOIN_STATUS_UNSPECIFIED value */
            JOIN_STATUS_UNSPECIFIED = 0,

            /** JOIN_STATUS_WELCOME value */
            JOIN_STATUS_WELCOME = 1,

            /** JOIN_STATUS_UNKNOWN value */
            JOIN_STATUS_UNKNOWN = 2,

            /** JOIN_STATUS_EXPIRED value */
            JOIN_STATUS_EXPIRED = 3,

            /** JOIN_STATUS_REVOKED value */
            JOIN_STATUS_REVOKED = 4
        }

        /**
         * Properties of a JoinAnswer.
         * @deprecated Use mirrorwell.v1.JoinAnswer.$Properties instead.
         */
        interface IJoinAnswer extends mirrorwell.v1.JoinAnswer.$Properties {
        }

        /** Represents a JoinAnswer. */
        class JoinAnswer {

            /**
             * Constructs a new JoinAnswer.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.JoinAnswer.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** JoinAnswer status. */
            status: mirrorwell.v1.JoinStatus;

            /**
             * Encodes the specified JoinAnswer message. Does not implicitly {@link mirrorwell.v1.JoinAnswer.verify|verify} messages.
             * @param message JoinAnswer message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.JoinAnswer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a JoinAnswer message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.JoinAnswer & mirrorwell.v1.JoinAnswer.$Shape} JoinAnswer
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.JoinAnswer & mirrorwell.v1.JoinAnswer.$Shape;

            /**
             * Gets the type url for JoinAnswer
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace JoinAnswer {

            /** Properties of a JoinAnswer. */
            interface $Properties {

                /** JoinAnswer status */
                status?: (mirrorwell.v1.JoinStatus|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a JoinAnswer. */
            type $Shape = mirrorwell.v1.JoinAnswer.$Properties;
        }

        /** Stream enum. */
        enum Stream {

            /** STREAM_UNSPECIFIED value */
            STREAM_UNSPECIFIED = 0,

            /** STREAM_LOG value */
            STREAM_LOG = 1,

            /** STREAM_LATEST value */
            STREAM_LATEST = 2,

            /** STREAM_PRIVATE value */
            STREAM_PRIVATE = 3
        }

        /** Kind enum. */
        enum Kind {

            /** KIND_UNSPECIFIED value */
            KIND_UNSPECIFIED = 0,

            /** KIND_EPOCH_OPENED value */
            KIND_EPOCH_OPENED = 1,

            /** KIND_NODE_PROFILE value */
            KIND_NODE_PROFILE = 2,

            /** KIND_MIRROR_CREDENTIAL value */
            KIND_MIRROR_CREDENTIAL = 3,

            /** KIND_MIRROR_REVOCATION value */
            KIND_MIRROR_REVOCATION = 4,

            /** KIND_RESOURCE_REPORT value */
            KIND_RESOURCE_REPORT = 10,

            /** KIND_ALERT value */
            KIND_ALERT = 20,

            /** KIND_ALERT_REVIEW value */
            KIND_ALERT_REVIEW = 21,

            /** KIND_ALERT_CORRECTION value */
            KIND_ALERT_CORRECTION = 22,

            /** KIND_TRANSFER value */
            KIND_TRANSFER = 30,

            /** KIND_TALK value */
            KIND_TALK = 31,

            /** KIND_WAKE_UP value */
            KIND_WAKE_UP = 32,

            /** KIND_WAKE_UP_ACK value */
            KIND_WAKE_UP_ACK = 33,

            /** KIND_STATUS_REPORT value */
            KIND_STATUS_REPORT = 34,

            /** KIND_FILE value */
            KIND_FILE = 35,

            /** KIND_ISOLATION value */
            KIND_ISOLATION = 36,

            /** KIND_APPEAL value */
            KIND_APPEAL = 37,

            /** KIND_SEED value */
            KIND_SEED = 40
        }

        /**
         * Properties of an Envelope.
         * @deprecated Use mirrorwell.v1.Envelope.$Properties instead.
         */
        interface IEnvelope extends mirrorwell.v1.Envelope.$Properties {
        }

        /** Represents an Envelope. */
        class Envelope {

            /**
             * Constructs a new Envelope.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.Envelope.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Envelope body. */
            body: Uint8Array;

            /** Envelope payload. */
            payload: Uint8Array;

            /** Envelope nodeSignature. */
            nodeSignature: Uint8Array;

            /** Envelope mirrorSignature. */
            mirrorSignature: Uint8Array;

            /**
             * Encodes the specified Envelope message. Does not implicitly {@link mirrorwell.v1.Envelope.verify|verify} messages.
             * @param message Envelope message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.Envelope.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Envelope message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.Envelope & mirrorwell.v1.Envelope.$Shape} Envelope
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.Envelope & mirrorwell.v1.Envelope.$Shape;

            /**
             * Gets the type url for Envelope
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace Envelope {

            /** Properties of an Envelope. */
            interface $Properties {

                /** Envelope body */
                body?: (Uint8Array|null);

                /** Envelope payload */
                payload?: (Uint8Array|null);

                /** Envelope nodeSignature */
                nodeSignature?: (Uint8Array|null);

                /** Envelope mirrorSignature */
                mirrorSignature?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Envelope. */
            type $Shape = mirrorwell.v1.Envelope.$Properties;
        }

        /**
         * Properties of a Body.
         * @deprecated Use mirrorwell.v1.Body.$Properties instead.
         */
        interface IBody extends mirrorwell.v1.Body.$Properties {
        }

        /** Represents a Body. */
        class Body {

            /**
             * Constructs a new Body.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.Body.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Body version. */
            version: number;

            /** Body federation. */
            federation: Uint8Array;

            /** Body stream. */
            stream: mirrorwell.v1.Stream;

            /** Body kind. */
            kind: mirrorwell.v1.Kind;

            /** Body author. */
            author: Uint8Array;

            /** Body epoch. */
            epoch?: (mirrorwell.v1.Epoch.$Properties|null);

            /** Body sequence. */
            sequence: number;

            /** Body previous. */
            previous: Uint8Array;

            /** Body time. */
            time?: (mirrorwell.v1.HybridTime.$Properties|null);

            /** Body payloadHash. */
            payloadHash: Uint8Array;

            /** Body slot. */
            slot: string;

            /** Body credential. */
            credential: Uint8Array;

            /** Body session. */
            session: Uint8Array;

            /** Body refs. */
            refs: Uint8Array[];

            /** Body checkpoint. */
            checkpoint: Uint8Array;

            /**
             * Encodes the specified Body message. Does not implicitly {@link mirrorwell.v1.Body.verify|verify} messages.
             * @param message Body message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.Body.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Body message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.Body & mirrorwell.v1.Body.$Shape} Body
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.Body & mirrorwell.v1.Body.$Shape;

            /**
             * Gets the type url for Body
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace Body {

            /** Properties of a Body. */
            interface $Properties {

                /** Body version */
                version?: (number|null);

                /** Body federation */
                federation?: (Uint8Array|null);

                /** Body stream */
                stream?: (mirrorwell.v1.Stream|null);

                /** Body kind */
                kind?: (mirrorwell.v1.Kind|null);

                /** Body author */
                author?: (Uint8Array|null);

                /** Body epoch */
                epoch?: (mirrorwell.v1.Epoch.$Properties|null);

                /** Body sequence */
                sequence?: (number|null);

                /** Body previous */
                previous?: (Uint8Array|null);

                /** Body time */
                time?: (mirrorwell.v1.HybridTime.$Properties|null);

                /** Body payloadHash */
                payloadHash?: (Uint8Array|null);

                /** Body slot */
                slot?: (string|null);

                /** Body credential */
                credential?: (Uint8Array|null);

                /** Body session */
                session?: (Uint8Array|null);

                /** Body refs */
                refs?: (Uint8Array[]|null);

                /** Body checkpoint */
                checkpoint?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Body. */
            type $Shape = mirrorwell.v1.Body.$Properties;
        }

        /**
         * Properties of an Epoch.
         * @deprecated Use mirrorwell.v1.Epoch.$Properties instead.
         */
        interface IEpoch extends mirrorwell.v1.Epoch.$Properties {
        }

        /** Represents an Epoch. */
        class Epoch {

            /**
             * Constructs a new Epoch.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.Epoch.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Epoch openedAtMs. */
            openedAtMs: number;

            /** Epoch random. */
            random: Uint8Array;

            /**
             * Encodes the specified Epoch message. Does not implicitly {@link mirrorwell.v1.Epoch.verify|verify} messages.
             * @param message Epoch message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.Epoch.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Epoch message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.Epoch & mirrorwell.v1.Epoch.$Shape} Epoch
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.Epoch & mirrorwell.v1.Epoch.$Shape;

            /**
             * Gets the type url for Epoch
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace Epoch {

            /** Properties of an Epoch. */
            interface $Properties {

                /** Epoch openedAtMs */
                openedAtMs?: (number|null);

                /** Epoch random */
                random?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Epoch. */
            type $Shape = mirrorwell.v1.Epoch.$Properties;
        }

        /**
         * Properties of a HybridTime.
         * @deprecated Use mirrorwell.v1.HybridTime.$Properties instead.
         */
        interface IHybridTime extends mirrorwell.v1.HybridTime.$Properties {
        }

        /** Represents a HybridTime. */
        class HybridTime {

            /**
             * Constructs a new HybridTime.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.HybridTime.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** HybridTime wallMs. */
            wallMs: number;

            /** HybridTime counter. */
            counter: number;

            /**
             * Encodes the specified HybridTime message. Does not implicitly {@link mirrorwell.v1.HybridTime.verify|verify} messages.
             * @param message HybridTime message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.HybridTime.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a HybridTime message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.HybridTime & mirrorwell.v1.HybridTime.$Shape} HybridTime
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.HybridTime & mirrorwell.v1.HybridTime.$Shape;

            /**
             * Gets the type url for HybridTime
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace HybridTime {

            /** Properties of a HybridTime. */
            interface $Properties {

                /** HybridTime wallMs */
                wallMs?: (number|null);

                /** HybridTime counter */
                counter?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a HybridTime. */
            type $Shape = mirrorwell.v1.HybridTime.$Properties;
        }

        /**
         * Properties of a WakeUp.
         * @deprecated Use mirrorwell.v1.WakeUp.$Properties instead.
         */
        interface IWakeUp extends mirrorwell.v1.WakeUp.$Properties {
        }

        /** Represents a WakeUp. */
        class WakeUp {

            /**
             * Constructs a new WakeUp.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.WakeUp.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** WakeUp id. */
            id: Uint8Array;

            /** WakeUp askedAtMs. */
            askedAtMs: number;

            /**
             * Encodes the specified WakeUp message. Does not implicitly {@link mirrorwell.v1.WakeUp.verify|verify} messages.
             * @param message WakeUp message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.WakeUp.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WakeUp message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.WakeUp & mirrorwell.v1.WakeUp.$Shape} WakeUp
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.WakeUp & mirrorwell.v1.WakeUp.$Shape;

            /**
             * Gets the type url for WakeUp
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace WakeUp {

            /** Properties of a WakeUp. */
            interface $Properties {

                /** WakeUp id */
                id?: (Uint8Array|null);

                /** WakeUp askedAtMs */
                askedAtMs?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a WakeUp. */
            type $Shape = mirrorwell.v1.WakeUp.$Properties;
        }

        /** WakeUpAnswer enum. */
        enum WakeUpAnswer {

            /** WAKE_UP_ANSWER_UNSPECIFIED value */
            WAKE_UP_ANSWER_UNSPECIFIED = 0,

            /** WAKE_UP_ANSWER_AWAKE value */
            WAKE_UP_ANSWER_AWAKE = 1,

            /** WAKE_UP_ANSWER_NOT_PINNED value */
            WAKE_UP_ANSWER_NOT_PINNED = 2,

            /** WAKE_UP_ANSWER_NOBODY_MAY value */
            WAKE_UP_ANSWER_NOBODY_MAY = 3,

            /** WAKE_UP_ANSWER_TOO_OFTEN value */
            WAKE_UP_ANSWER_TOO_OFTEN = 4
        }

        /**
         * Properties of a WakeUpAck.
         * @deprecated Use mirrorwell.v1.WakeUpAck.$Properties instead.
         */
        interface IWakeUpAck extends mirrorwell.v1.WakeUpAck.$Properties {
        }

        /** Represents a WakeUpAck. */
        class WakeUpAck {

            /**
             * Constructs a new WakeUpAck.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.WakeUpAck.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** WakeUpAck id. */
            id: Uint8Array;

            /** WakeUpAck answer. */
            answer: mirrorwell.v1.WakeUpAnswer;

            /**
             * Encodes the specified WakeUpAck message. Does not implicitly {@link mirrorwell.v1.WakeUpAck.verify|verify} messages.
             * @param message WakeUpAck message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.WakeUpAck.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WakeUpAck message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.WakeUpAck & mirrorwell.v1.WakeUpAck.$Shape} WakeUpAck
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.WakeUpAck & mirrorwell.v1.WakeUpAck.$Shape;

            /**
             * Gets the type url for WakeUpAck
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace WakeUpAck {

            /** Properties of a WakeUpAck. */
            interface $Properties {

                /** WakeUpAck id */
                id?: (Uint8Array|null);

                /** WakeUpAck answer */
                answer?: (mirrorwell.v1.WakeUpAnswer|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a WakeUpAck. */
            type $Shape = mirrorwell.v1.WakeUpAck.$Properties;
        }

        /**
         * Properties of a StatusReport.
         * @deprecated Use mirrorwell.v1.StatusReport.$Properties instead.
         */
        interface IStatusReport extends mirrorwell.v1.StatusReport.$Properties {
        }

        /** Represents a StatusReport. */
        class StatusReport {

            /**
             * Constructs a new StatusReport.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.StatusReport.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** StatusReport id. */
            id: Uint8Array;

            /** StatusReport writtenAtMs. */
            writtenAtMs: number;

            /** StatusReport text. */
            text: string;

            /** StatusReport woken. */
            woken?: (mirrorwell.v1.WokenStatus.$Properties|null);

            /**
             * Encodes the specified StatusReport message. Does not implicitly {@link mirrorwell.v1.StatusReport.verify|verify} messages.
             * @param message StatusReport message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.StatusReport.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a StatusReport message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.StatusReport & mirrorwell.v1.StatusReport.$Shape} StatusReport
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.StatusReport & mirrorwell.v1.StatusReport.$Shape;

            /**
             * Gets the type url for StatusReport
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace StatusReport {

            /** Properties of a StatusReport. */
            interface $Properties {

                /** StatusReport id */
                id?: (Uint8Array|null);

                /** StatusReport writtenAtMs */
                writtenAtMs?: (number|null);

                /** StatusReport text */
                text?: (string|null);

                /** StatusReport woken */
                woken?: (mirrorwell.v1.WokenStatus.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a StatusReport. */
            type $Shape = mirrorwell.v1.StatusReport.$Properties;
        }

        /**
         * Properties of a WokenStatus.
         * @deprecated Use mirrorwell.v1.WokenStatus.$Properties instead.
         */
        interface IWokenStatus extends mirrorwell.v1.WokenStatus.$Properties {
        }

        /** Represents a WokenStatus. */
        class WokenStatus {

            /**
             * Constructs a new WokenStatus.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.WokenStatus.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** WokenStatus wakeUp. */
            wakeUp: Uint8Array;

            /** WokenStatus version. */
            version: string;

            /** WokenStatus upSinceMs. */
            upSinceMs: number;

            /** WokenStatus hasCaughtUp. */
            hasCaughtUp: boolean;

            /**
             * Encodes the specified WokenStatus message. Does not implicitly {@link mirrorwell.v1.WokenStatus.verify|verify} messages.
             * @param message WokenStatus message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.WokenStatus.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WokenStatus message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.WokenStatus & mirrorwell.v1.WokenStatus.$Shape} WokenStatus
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.WokenStatus & mirrorwell.v1.WokenStatus.$Shape;

            /**
             * Gets the type url for WokenStatus
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace WokenStatus {

            /** Properties of a WokenStatus. */
            interface $Properties {

                /** WokenStatus wakeUp */
                wakeUp?: (Uint8Array|null);

                /** WokenStatus version */
                version?: (string|null);

                /** WokenStatus upSinceMs */
                upSinceMs?: (number|null);

                /** WokenStatus hasCaughtUp */
                hasCaughtUp?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a WokenStatus. */
            type $Shape = mirrorwell.v1.WokenStatus.$Properties;
        }

        /**
         * Properties of an Alive.
         * @deprecated Use mirrorwell.v1.Alive.$Properties instead.
         */
        interface IAlive extends mirrorwell.v1.Alive.$Properties {
        }

        /** Represents an Alive. */
        class Alive {

            /**
             * Constructs a new Alive.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.Alive.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Alive id. */
            id: Uint8Array;

            /**
             * Encodes the specified Alive message. Does not implicitly {@link mirrorwell.v1.Alive.verify|verify} messages.
             * @param message Alive message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.Alive.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Alive message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.Alive & mirrorwell.v1.Alive.$Shape} Alive
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.Alive & mirrorwell.v1.Alive.$Shape;

            /**
             * Gets the type url for Alive
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace Alive {

            /** Properties of an Alive. */
            interface $Properties {

                /** Alive id */
                id?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Alive. */
            type $Shape = mirrorwell.v1.Alive.$Properties;
        }

        /**
         * Properties of a Genesis.
         * @deprecated Use mirrorwell.v1.Genesis.$Properties instead.
         */
        interface IGenesis extends mirrorwell.v1.Genesis.$Properties {
        }

        /** Represents a Genesis. */
        class Genesis {

            /**
             * Constructs a new Genesis.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.Genesis.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Genesis version. */
            version: number;

            /** Genesis founders. */
            founders: Uint8Array[];

            /** Genesis foundedAtMs. */
            foundedAtMs: number;

            /** Genesis random. */
            random: Uint8Array;

            /** Genesis test. */
            test: boolean;

            /**
             * Encodes the specified Genesis message. Does not implicitly {@link mirrorwell.v1.Genesis.verify|verify} messages.
             * @param message Genesis message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.Genesis.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Genesis message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.Genesis & mirrorwell.v1.Genesis.$Shape} Genesis
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.Genesis & mirrorwell.v1.Genesis.$Shape;

            /**
             * Gets the type url for Genesis
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace Genesis {

            /** Properties of a Genesis. */
            interface $Properties {

                /** Genesis version */
                version?: (number|null);

                /** Genesis founders */
                founders?: (Uint8Array[]|null);

                /** Genesis foundedAtMs */
                foundedAtMs?: (number|null);

                /** Genesis random */
                random?: (Uint8Array|null);

                /** Genesis test */
                test?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Genesis. */
            type $Shape = mirrorwell.v1.Genesis.$Properties;
        }

        /**
         * Properties of an Invite.
         * @deprecated Use mirrorwell.v1.Invite.$Properties instead.
         */
        interface IInvite extends mirrorwell.v1.Invite.$Properties {
        }

        /** Represents an Invite. */
        class Invite {

            /**
             * Constructs a new Invite.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.Invite.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Invite body. */
            body: Uint8Array;

            /** Invite signature. */
            signature: Uint8Array;

            /**
             * Encodes the specified Invite message. Does not implicitly {@link mirrorwell.v1.Invite.verify|verify} messages.
             * @param message Invite message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.Invite.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Invite message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.Invite & mirrorwell.v1.Invite.$Shape} Invite
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.Invite & mirrorwell.v1.Invite.$Shape;

            /**
             * Gets the type url for Invite
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace Invite {

            /** Properties of an Invite. */
            interface $Properties {

                /** Invite body */
                body?: (Uint8Array|null);

                /** Invite signature */
                signature?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Invite. */
            type $Shape = mirrorwell.v1.Invite.$Properties;
        }

        /**
         * Properties of an InviteBody.
         * @deprecated Use mirrorwell.v1.InviteBody.$Properties instead.
         */
        interface IInviteBody extends mirrorwell.v1.InviteBody.$Properties {
        }

        /** Represents an InviteBody. */
        class InviteBody {

            /**
             * Constructs a new InviteBody.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.InviteBody.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** InviteBody version. */
            version: number;

            /** InviteBody genesis. */
            genesis: Uint8Array;

            /** InviteBody inviteId. */
            inviteId: Uint8Array;

            /** InviteBody inviter. */
            inviter: Uint8Array;

            /** InviteBody inviterName. */
            inviterName: string;

            /** InviteBody addresses. */
            addresses: string[];

            /** InviteBody expiresAtMs. */
            expiresAtMs: number;

            /** InviteBody beacon. */
            beacon: Uint8Array;

            /**
             * Encodes the specified InviteBody message. Does not implicitly {@link mirrorwell.v1.InviteBody.verify|verify} messages.
             * @param message InviteBody message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.InviteBody.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an InviteBody message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.InviteBody & mirrorwell.v1.InviteBody.$Shape} InviteBody
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.InviteBody & mirrorwell.v1.InviteBody.$Shape;

            /**
             * Gets the type url for InviteBody
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace InviteBody {

            /** Properties of an InviteBody. */
            interface $Properties {

                /** InviteBody version */
                version?: (number|null);

                /** InviteBody genesis */
                genesis?: (Uint8Array|null);

                /** InviteBody inviteId */
                inviteId?: (Uint8Array|null);

                /** InviteBody inviter */
                inviter?: (Uint8Array|null);

                /** InviteBody inviterName */
                inviterName?: (string|null);

                /** InviteBody addresses */
                addresses?: (string[]|null);

                /** InviteBody expiresAtMs */
                expiresAtMs?: (number|null);

                /** InviteBody beacon */
                beacon?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an InviteBody. */
            type $Shape = mirrorwell.v1.InviteBody.$Properties;
        }

        /**
         * Properties of a FederationProof.
         * @deprecated Use mirrorwell.v1.FederationProof.$Properties instead.
         */
        interface IFederationProof extends mirrorwell.v1.FederationProof.$Properties {
        }

        /** Represents a FederationProof. */
        class FederationProof {

            /**
             * Constructs a new FederationProof.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.FederationProof.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** FederationProof version. */
            version: number;

            /** FederationProof mac. */
            mac: Uint8Array;

            /**
             * Encodes the specified FederationProof message. Does not implicitly {@link mirrorwell.v1.FederationProof.verify|verify} messages.
             * @param message FederationProof message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.FederationProof.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a FederationProof message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.FederationProof & mirrorwell.v1.FederationProof.$Shape} FederationProof
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.FederationProof & mirrorwell.v1.FederationProof.$Shape;

            /**
             * Gets the type url for FederationProof
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace FederationProof {

            /** Properties of a FederationProof. */
            interface $Properties {

                /** FederationProof version */
                version?: (number|null);

                /** FederationProof mac */
                mac?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a FederationProof. */
            type $Shape = mirrorwell.v1.FederationProof.$Properties;
        }

        /**
         * Properties of a Whereabouts.
         * @deprecated Use mirrorwell.v1.Whereabouts.$Properties instead.
         */
        interface IWhereabouts extends mirrorwell.v1.Whereabouts.$Properties {
        }

        /** Represents a Whereabouts. */
        class Whereabouts {

            /**
             * Constructs a new Whereabouts.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.Whereabouts.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Whereabouts body. */
            body: Uint8Array;

            /** Whereabouts signature. */
            signature: Uint8Array;

            /**
             * Encodes the specified Whereabouts message. Does not implicitly {@link mirrorwell.v1.Whereabouts.verify|verify} messages.
             * @param message Whereabouts message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.Whereabouts.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Whereabouts message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.Whereabouts & mirrorwell.v1.Whereabouts.$Shape} Whereabouts
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.Whereabouts & mirrorwell.v1.Whereabouts.$Shape;

            /**
             * Gets the type url for Whereabouts
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace Whereabouts {

            /** Properties of a Whereabouts. */
            interface $Properties {

                /** Whereabouts body */
                body?: (Uint8Array|null);

                /** Whereabouts signature */
                signature?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Whereabouts. */
            type $Shape = mirrorwell.v1.Whereabouts.$Properties;
        }

        /**
         * Properties of a WhereaboutsBody.
         * @deprecated Use mirrorwell.v1.WhereaboutsBody.$Properties instead.
         */
        interface IWhereaboutsBody extends mirrorwell.v1.WhereaboutsBody.$Properties {
        }

        /** Represents a WhereaboutsBody. */
        class WhereaboutsBody {

            /**
             * Constructs a new WhereaboutsBody.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.WhereaboutsBody.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** WhereaboutsBody version. */
            version: number;

            /** WhereaboutsBody node. */
            node: Uint8Array;

            /** WhereaboutsBody saidAtMs. */
            saidAtMs: number;

            /** WhereaboutsBody expiresAtMs. */
            expiresAtMs: number;

            /** WhereaboutsBody addresses. */
            addresses: string[];

            /**
             * Encodes the specified WhereaboutsBody message. Does not implicitly {@link mirrorwell.v1.WhereaboutsBody.verify|verify} messages.
             * @param message WhereaboutsBody message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.WhereaboutsBody.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WhereaboutsBody message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.WhereaboutsBody & mirrorwell.v1.WhereaboutsBody.$Shape} WhereaboutsBody
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.WhereaboutsBody & mirrorwell.v1.WhereaboutsBody.$Shape;

            /**
             * Gets the type url for WhereaboutsBody
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace WhereaboutsBody {

            /** Properties of a WhereaboutsBody. */
            interface $Properties {

                /** WhereaboutsBody version */
                version?: (number|null);

                /** WhereaboutsBody node */
                node?: (Uint8Array|null);

                /** WhereaboutsBody saidAtMs */
                saidAtMs?: (number|null);

                /** WhereaboutsBody expiresAtMs */
                expiresAtMs?: (number|null);

                /** WhereaboutsBody addresses */
                addresses?: (string[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a WhereaboutsBody. */
            type $Shape = mirrorwell.v1.WhereaboutsBody.$Properties;
        }

        /**
         * Properties of a ReachQuestion.
         * @deprecated Use mirrorwell.v1.ReachQuestion.$Properties instead.
         */
        interface IReachQuestion extends mirrorwell.v1.ReachQuestion.$Properties {
        }

        /** Represents a ReachQuestion. */
        class ReachQuestion {

            /**
             * Constructs a new ReachQuestion.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.ReachQuestion.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ReachQuestion version. */
            version: number;

            /** ReachQuestion ports. */
            ports: number[];

            /**
             * Encodes the specified ReachQuestion message. Does not implicitly {@link mirrorwell.v1.ReachQuestion.verify|verify} messages.
             * @param message ReachQuestion message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.ReachQuestion.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ReachQuestion message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.ReachQuestion & mirrorwell.v1.ReachQuestion.$Shape} ReachQuestion
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.ReachQuestion & mirrorwell.v1.ReachQuestion.$Shape;

            /**
             * Gets the type url for ReachQuestion
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace ReachQuestion {

            /** Properties of a ReachQuestion. */
            interface $Properties {

                /** ReachQuestion version */
                version?: (number|null);

                /** ReachQuestion ports */
                ports?: (number[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ReachQuestion. */
            type $Shape = mirrorwell.v1.ReachQuestion.$Properties;
        }

        /**
         * Properties of a ReachAnswer.
         * @deprecated Use mirrorwell.v1.ReachAnswer.$Properties instead.
         */
        interface IReachAnswer extends mirrorwell.v1.ReachAnswer.$Properties {
        }

        /** Represents a ReachAnswer. */
        class ReachAnswer {

            /**
             * Constructs a new ReachAnswer.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.ReachAnswer.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ReachAnswer version. */
            version: number;

            /** ReachAnswer port. */
            port: number;

            /** ReachAnswer host. */
            host: string;

            /**
             * Encodes the specified ReachAnswer message. Does not implicitly {@link mirrorwell.v1.ReachAnswer.verify|verify} messages.
             * @param message ReachAnswer message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.ReachAnswer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ReachAnswer message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.ReachAnswer & mirrorwell.v1.ReachAnswer.$Shape} ReachAnswer
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.ReachAnswer & mirrorwell.v1.ReachAnswer.$Shape;

            /**
             * Gets the type url for ReachAnswer
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace ReachAnswer {

            /** Properties of a ReachAnswer. */
            interface $Properties {

                /** ReachAnswer version */
                version?: (number|null);

                /** ReachAnswer port */
                port?: (number|null);

                /** ReachAnswer host */
                host?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ReachAnswer. */
            type $Shape = mirrorwell.v1.ReachAnswer.$Properties;
        }

        /**
         * Properties of a MeetingPlace.
         * @deprecated Use mirrorwell.v1.MeetingPlace.$Properties instead.
         */
        interface IMeetingPlace extends mirrorwell.v1.MeetingPlace.$Properties {
        }

        /** Represents a MeetingPlace. */
        class MeetingPlace {

            /**
             * Constructs a new MeetingPlace.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.MeetingPlace.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** MeetingPlace version. */
            version: number;

            /** MeetingPlace host. */
            host: string;

            /** MeetingPlace port. */
            port: number;

            /**
             * Encodes the specified MeetingPlace message. Does not implicitly {@link mirrorwell.v1.MeetingPlace.verify|verify} messages.
             * @param message MeetingPlace message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.MeetingPlace.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a MeetingPlace message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.MeetingPlace & mirrorwell.v1.MeetingPlace.$Shape} MeetingPlace
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.MeetingPlace & mirrorwell.v1.MeetingPlace.$Shape;

            /**
             * Gets the type url for MeetingPlace
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace MeetingPlace {

            /** Properties of a MeetingPlace. */
            interface $Properties {

                /** MeetingPlace version */
                version?: (number|null);

                /** MeetingPlace host */
                host?: (string|null);

                /** MeetingPlace port */
                port?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a MeetingPlace. */
            type $Shape = mirrorwell.v1.MeetingPlace.$Properties;
        }

        /**
         * Properties of a FileLetter.
         * @deprecated Use mirrorwell.v1.FileLetter.$Properties instead.
         */
        interface IFileLetter extends mirrorwell.v1.FileLetter.$Properties {
        }

        /** Represents a FileLetter. */
        class FileLetter {

            /**
             * Constructs a new FileLetter.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.FileLetter.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** FileLetter file. */
            file: Uint8Array;

            /** FileLetter offer. */
            offer?: (mirrorwell.v1.FileOffer.$Properties|null);

            /** FileLetter answer. */
            answer?: (mirrorwell.v1.FileAnswer.$Properties|null);

            /** FileLetter wish. */
            wish?: (mirrorwell.v1.FileWish.$Properties|null);

            /** FileLetter content. */
            content?: ("offer"|"answer"|"wish");

            /**
             * Encodes the specified FileLetter message. Does not implicitly {@link mirrorwell.v1.FileLetter.verify|verify} messages.
             * @param message FileLetter message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.FileLetter.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a FileLetter message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.FileLetter & mirrorwell.v1.FileLetter.$Shape} FileLetter
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.FileLetter & mirrorwell.v1.FileLetter.$Shape;

            /**
             * Gets the type url for FileLetter
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace FileLetter {

            /** Properties of a FileLetter. */
            interface $Properties {

                /** FileLetter file */
                file?: (Uint8Array|null);

                /** FileLetter offer */
                offer?: (mirrorwell.v1.FileOffer.$Properties|null);

                /** FileLetter answer */
                answer?: (mirrorwell.v1.FileAnswer.$Properties|null);

                /** FileLetter wish */
                wish?: (mirrorwell.v1.FileWish.$Properties|null);

                /** FileLetter content */
                content?: ("offer"|"answer"|"wish");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a FileLetter. */
            type $Shape = {
              file?: Uint8Array|null;
              offer?: mirrorwell.v1.FileOffer.$Shape|null;
              answer?: mirrorwell.v1.FileAnswer.$Shape|null;
              wish?: mirrorwell.v1.FileWish.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ content?: undefined; offer?: null; answer?: null; wish?: null }|{ content?: "offer"; offer: mirrorwell.v1.FileOffer.$Shape; answer?: null; wish?: null }|{ content?: "answer"; offer?: null; answer: mirrorwell.v1.FileAnswer.$Shape; wish?: null }|{ content?: "wish"; offer?: null; answer?: null; wish: mirrorwell.v1.FileWish.$Shape })
            );
        }

        /**
         * Properties of a FileOffer.
         * @deprecated Use mirrorwell.v1.FileOffer.$Properties instead.
         */
        interface IFileOffer extends mirrorwell.v1.FileOffer.$Properties {
        }

        /** Represents a FileOffer. */
        class FileOffer {

            /**
             * Constructs a new FileOffer.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.FileOffer.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** FileOffer name. */
            name: string;

            /** FileOffer mediaType. */
            mediaType: string;

            /** FileOffer sizeBytes. */
            sizeBytes: number;

            /** FileOffer root. */
            root: Uint8Array;

            /**
             * Encodes the specified FileOffer message. Does not implicitly {@link mirrorwell.v1.FileOffer.verify|verify} messages.
             * @param message FileOffer message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.FileOffer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a FileOffer message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.FileOffer & mirrorwell.v1.FileOffer.$Shape} FileOffer
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.FileOffer & mirrorwell.v1.FileOffer.$Shape;

            /**
             * Gets the type url for FileOffer
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace FileOffer {

            /** Properties of a FileOffer. */
            interface $Properties {

                /** FileOffer name */
                name?: (string|null);

                /** FileOffer mediaType */
                mediaType?: (string|null);

                /** FileOffer sizeBytes */
                sizeBytes?: (number|null);

                /** FileOffer root */
                root?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a FileOffer. */
            type $Shape = mirrorwell.v1.FileOffer.$Properties;
        }

        /**
         * Properties of a FileWish.
         * @deprecated Use mirrorwell.v1.FileWish.$Properties instead.
         */
        interface IFileWish extends mirrorwell.v1.FileWish.$Properties {
        }

        /** Represents a FileWish. */
        class FileWish {

            /**
             * Constructs a new FileWish.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.FileWish.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** FileWish root. */
            root: Uint8Array;

            /** FileWish sizeBytes. */
            sizeBytes: number;

            /**
             * Encodes the specified FileWish message. Does not implicitly {@link mirrorwell.v1.FileWish.verify|verify} messages.
             * @param message FileWish message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.FileWish.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a FileWish message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.FileWish & mirrorwell.v1.FileWish.$Shape} FileWish
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.FileWish & mirrorwell.v1.FileWish.$Shape;

            /**
             * Gets the type url for FileWish
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace FileWish {

            /** Properties of a FileWish. */
            interface $Properties {

                /** FileWish root */
                root?: (Uint8Array|null);

                /** FileWish sizeBytes */
                sizeBytes?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a FileWish. */
            type $Shape = mirrorwell.v1.FileWish.$Properties;
        }

        /** FileOutcome enum. */
        enum FileOutcome {

            /** FILE_OUTCOME_UNSPECIFIED value */
            FILE_OUTCOME_UNSPECIFIED = 0,

            /** FILE_OUTCOME_ACCEPTED value */
            FILE_OUTCOME_ACCEPTED = 1,

            /** FILE_OUTCOME_REFUSED value */
            FILE_OUTCOME_REFUSED = 2,

            /** FILE_OUTCOME_RECEIVED value */
            FILE_OUTCOME_RECEIVED = 3,

            /** FILE_OUTCOME_CANCELLED value */
            FILE_OUTCOME_CANCELLED = 4
        }

        /** FileReason enum. */
        enum FileReason {

            /** FILE_REASON_UNSPECIFIED value */
            FILE_REASON_UNSPECIFIED = 0,

            /** FILE_REASON_PERSON value */
            FILE_REASON_PERSON = 1,

            /** FILE_REASON_TOO_MANY value */
            FILE_REASON_TOO_MANY = 2,

            /** FILE_REASON_LOST value */
            FILE_REASON_LOST = 3
        }

        /**
         * Properties of a FileAnswer.
         * @deprecated Use mirrorwell.v1.FileAnswer.$Properties instead.
         */
        interface IFileAnswer extends mirrorwell.v1.FileAnswer.$Properties {
        }

        /** Represents a FileAnswer. */
        class FileAnswer {

            /**
             * Constructs a new FileAnswer.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.FileAnswer.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** FileAnswer outcome. */
            outcome: mirrorwell.v1.FileOutcome;

            /** FileAnswer reason. */
            reason: mirrorwell.v1.FileReason;

            /** FileAnswer note. */
            note: string;

            /**
             * Encodes the specified FileAnswer message. Does not implicitly {@link mirrorwell.v1.FileAnswer.verify|verify} messages.
             * @param message FileAnswer message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.FileAnswer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a FileAnswer message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.FileAnswer & mirrorwell.v1.FileAnswer.$Shape} FileAnswer
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.FileAnswer & mirrorwell.v1.FileAnswer.$Shape;

            /**
             * Gets the type url for FileAnswer
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace FileAnswer {

            /** Properties of a FileAnswer. */
            interface $Properties {

                /** FileAnswer outcome */
                outcome?: (mirrorwell.v1.FileOutcome|null);

                /** FileAnswer reason */
                reason?: (mirrorwell.v1.FileReason|null);

                /** FileAnswer note */
                note?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a FileAnswer. */
            type $Shape = mirrorwell.v1.FileAnswer.$Properties;
        }

        /**
         * Properties of a FileAsk.
         * @deprecated Use mirrorwell.v1.FileAsk.$Properties instead.
         */
        interface IFileAsk extends mirrorwell.v1.FileAsk.$Properties {
        }

        /** Represents a FileAsk. */
        class FileAsk {

            /**
             * Constructs a new FileAsk.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.FileAsk.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** FileAsk file. */
            file: Uint8Array;

            /** FileAsk first. */
            first: number;

            /** FileAsk count. */
            count: number;

            /** FileAsk held. */
            held: number;

            /**
             * Encodes the specified FileAsk message. Does not implicitly {@link mirrorwell.v1.FileAsk.verify|verify} messages.
             * @param message FileAsk message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.FileAsk.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a FileAsk message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.FileAsk & mirrorwell.v1.FileAsk.$Shape} FileAsk
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.FileAsk & mirrorwell.v1.FileAsk.$Shape;

            /**
             * Gets the type url for FileAsk
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace FileAsk {

            /** Properties of a FileAsk. */
            interface $Properties {

                /** FileAsk file */
                file?: (Uint8Array|null);

                /** FileAsk first */
                first?: (number|null);

                /** FileAsk count */
                count?: (number|null);

                /** FileAsk held */
                held?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a FileAsk. */
            type $Shape = mirrorwell.v1.FileAsk.$Properties;
        }

        /**
         * Properties of a FileChunk.
         * @deprecated Use mirrorwell.v1.FileChunk.$Properties instead.
         */
        interface IFileChunk extends mirrorwell.v1.FileChunk.$Properties {
        }

        /** Represents a FileChunk. */
        class FileChunk {

            /**
             * Constructs a new FileChunk.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.FileChunk.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** FileChunk file. */
            file: Uint8Array;

            /** FileChunk index. */
            index: number;

            /** FileChunk content. */
            content: Uint8Array;

            /** FileChunk path. */
            path: Uint8Array;

            /**
             * Encodes the specified FileChunk message. Does not implicitly {@link mirrorwell.v1.FileChunk.verify|verify} messages.
             * @param message FileChunk message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.FileChunk.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a FileChunk message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.FileChunk & mirrorwell.v1.FileChunk.$Shape} FileChunk
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.FileChunk & mirrorwell.v1.FileChunk.$Shape;

            /**
             * Gets the type url for FileChunk
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace FileChunk {

            /** Properties of a FileChunk. */
            interface $Properties {

                /** FileChunk file */
                file?: (Uint8Array|null);

                /** FileChunk index */
                index?: (number|null);

                /** FileChunk content */
                content?: (Uint8Array|null);

                /** FileChunk path */
                path?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a FileChunk. */
            type $Shape = mirrorwell.v1.FileChunk.$Properties;
        }

        /** FileRest enum. */
        enum FileRest {

            /** FILE_REST_UNSPECIFIED value */
            FILE_REST_UNSPECIFIED = 0,

            /** FILE_REST_PAUSED value */
            FILE_REST_PAUSED = 1,

            /** FILE_REST_ENDED value */
            FILE_REST_ENDED = 2
        }

        /**
         * Properties of a FileStanding.
         * @deprecated Use mirrorwell.v1.FileStanding.$Properties instead.
         */
        interface IFileStanding extends mirrorwell.v1.FileStanding.$Properties {
        }

        /** Represents a FileStanding. */
        class FileStanding {

            /**
             * Constructs a new FileStanding.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.FileStanding.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** FileStanding file. */
            file: Uint8Array;

            /** FileStanding rest. */
            rest: mirrorwell.v1.FileRest;

            /**
             * Encodes the specified FileStanding message. Does not implicitly {@link mirrorwell.v1.FileStanding.verify|verify} messages.
             * @param message FileStanding message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.FileStanding.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a FileStanding message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.FileStanding & mirrorwell.v1.FileStanding.$Shape} FileStanding
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.FileStanding & mirrorwell.v1.FileStanding.$Shape;

            /**
             * Gets the type url for FileStanding
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace FileStanding {

            /** Properties of a FileStanding. */
            interface $Properties {

                /** FileStanding file */
                file?: (Uint8Array|null);

                /** FileStanding rest */
                rest?: (mirrorwell.v1.FileRest|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a FileStanding. */
            type $Shape = mirrorwell.v1.FileStanding.$Properties;
        }

        /**
         * Properties of a SignedCredential.
         * @deprecated Use mirrorwell.v1.SignedCredential.$Properties instead.
         */
        interface ISignedCredential extends mirrorwell.v1.SignedCredential.$Properties {
        }

        /** Represents a SignedCredential. */
        class SignedCredential {

            /**
             * Constructs a new SignedCredential.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.SignedCredential.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SignedCredential credential. */
            credential: Uint8Array;

            /** SignedCredential nodeSignature. */
            nodeSignature: Uint8Array;

            /**
             * Encodes the specified SignedCredential message. Does not implicitly {@link mirrorwell.v1.SignedCredential.verify|verify} messages.
             * @param message SignedCredential message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.SignedCredential.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SignedCredential message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.SignedCredential & mirrorwell.v1.SignedCredential.$Shape} SignedCredential
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.SignedCredential & mirrorwell.v1.SignedCredential.$Shape;

            /**
             * Gets the type url for SignedCredential
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace SignedCredential {

            /** Properties of a SignedCredential. */
            interface $Properties {

                /** SignedCredential credential */
                credential?: (Uint8Array|null);

                /** SignedCredential nodeSignature */
                nodeSignature?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SignedCredential. */
            type $Shape = mirrorwell.v1.SignedCredential.$Properties;
        }

        /**
         * Properties of a MirrorCredential.
         * @deprecated Use mirrorwell.v1.MirrorCredential.$Properties instead.
         */
        interface IMirrorCredential extends mirrorwell.v1.MirrorCredential.$Properties {
        }

        /** Represents a MirrorCredential. */
        class MirrorCredential {

            /**
             * Constructs a new MirrorCredential.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.MirrorCredential.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** MirrorCredential federation. */
            federation: Uint8Array;

            /** MirrorCredential node. */
            node: Uint8Array;

            /** MirrorCredential mirrorKey. */
            mirrorKey: Uint8Array;

            /** MirrorCredential name. */
            name: string;

            /** MirrorCredential sinceMs. */
            sinceMs: number;

            /** MirrorCredential untilMs. */
            untilMs: number;

            /**
             * Encodes the specified MirrorCredential message. Does not implicitly {@link mirrorwell.v1.MirrorCredential.verify|verify} messages.
             * @param message MirrorCredential message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.MirrorCredential.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a MirrorCredential message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.MirrorCredential & mirrorwell.v1.MirrorCredential.$Shape} MirrorCredential
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.MirrorCredential & mirrorwell.v1.MirrorCredential.$Shape;

            /**
             * Gets the type url for MirrorCredential
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace MirrorCredential {

            /** Properties of a MirrorCredential. */
            interface $Properties {

                /** MirrorCredential federation */
                federation?: (Uint8Array|null);

                /** MirrorCredential node */
                node?: (Uint8Array|null);

                /** MirrorCredential mirrorKey */
                mirrorKey?: (Uint8Array|null);

                /** MirrorCredential name */
                name?: (string|null);

                /** MirrorCredential sinceMs */
                sinceMs?: (number|null);

                /** MirrorCredential untilMs */
                untilMs?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a MirrorCredential. */
            type $Shape = mirrorwell.v1.MirrorCredential.$Properties;
        }

        /**
         * Properties of a MirrorAdded.
         * @deprecated Use mirrorwell.v1.MirrorAdded.$Properties instead.
         */
        interface IMirrorAdded extends mirrorwell.v1.MirrorAdded.$Properties {
        }

        /** Represents a MirrorAdded. */
        class MirrorAdded {

            /**
             * Constructs a new MirrorAdded.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.MirrorAdded.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** MirrorAdded credential. */
            credential: Uint8Array;

            /**
             * Encodes the specified MirrorAdded message. Does not implicitly {@link mirrorwell.v1.MirrorAdded.verify|verify} messages.
             * @param message MirrorAdded message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.MirrorAdded.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a MirrorAdded message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.MirrorAdded & mirrorwell.v1.MirrorAdded.$Shape} MirrorAdded
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.MirrorAdded & mirrorwell.v1.MirrorAdded.$Shape;

            /**
             * Gets the type url for MirrorAdded
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace MirrorAdded {

            /** Properties of a MirrorAdded. */
            interface $Properties {

                /** MirrorAdded credential */
                credential?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a MirrorAdded. */
            type $Shape = mirrorwell.v1.MirrorAdded.$Properties;
        }

        /**
         * Properties of a MirrorRevoked.
         * @deprecated Use mirrorwell.v1.MirrorRevoked.$Properties instead.
         */
        interface IMirrorRevoked extends mirrorwell.v1.MirrorRevoked.$Properties {
        }

        /** Represents a MirrorRevoked. */
        class MirrorRevoked {

            /**
             * Constructs a new MirrorRevoked.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.MirrorRevoked.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** MirrorRevoked mirrorKey. */
            mirrorKey: Uint8Array;

            /**
             * Encodes the specified MirrorRevoked message. Does not implicitly {@link mirrorwell.v1.MirrorRevoked.verify|verify} messages.
             * @param message MirrorRevoked message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.MirrorRevoked.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a MirrorRevoked message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.MirrorRevoked & mirrorwell.v1.MirrorRevoked.$Shape} MirrorRevoked
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.MirrorRevoked & mirrorwell.v1.MirrorRevoked.$Shape;

            /**
             * Gets the type url for MirrorRevoked
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace MirrorRevoked {

            /** Properties of a MirrorRevoked. */
            interface $Properties {

                /** MirrorRevoked mirrorKey */
                mirrorKey?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a MirrorRevoked. */
            type $Shape = mirrorwell.v1.MirrorRevoked.$Properties;
        }

        /**
         * Properties of an EpochOpened.
         * @deprecated Use mirrorwell.v1.EpochOpened.$Properties instead.
         */
        interface IEpochOpened extends mirrorwell.v1.EpochOpened.$Properties {
        }

        /** Represents an EpochOpened. */
        class EpochOpened {

            /**
             * Constructs a new EpochOpened.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.EpochOpened.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** EpochOpened previous. */
            previous?: (mirrorwell.v1.Epoch.$Properties|null);

            /** EpochOpened lastSequence. */
            lastSequence: number;

            /** EpochOpened lastId. */
            lastId: Uint8Array;

            /**
             * Encodes the specified EpochOpened message. Does not implicitly {@link mirrorwell.v1.EpochOpened.verify|verify} messages.
             * @param message EpochOpened message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.EpochOpened.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an EpochOpened message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.EpochOpened & mirrorwell.v1.EpochOpened.$Shape} EpochOpened
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.EpochOpened & mirrorwell.v1.EpochOpened.$Shape;

            /**
             * Gets the type url for EpochOpened
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace EpochOpened {

            /** Properties of an EpochOpened. */
            interface $Properties {

                /** EpochOpened previous */
                previous?: (mirrorwell.v1.Epoch.$Properties|null);

                /** EpochOpened lastSequence */
                lastSequence?: (number|null);

                /** EpochOpened lastId */
                lastId?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an EpochOpened. */
            type $Shape = mirrorwell.v1.EpochOpened.$Properties;
        }

        /**
         * Properties of a NodeProfile.
         * @deprecated Use mirrorwell.v1.NodeProfile.$Properties instead.
         */
        interface INodeProfile extends mirrorwell.v1.NodeProfile.$Properties {
        }

        /** Represents a NodeProfile. */
        class NodeProfile {

            /**
             * Constructs a new NodeProfile.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.NodeProfile.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** NodeProfile name. */
            name: string;

            /** NodeProfile place. */
            place?: (mirrorwell.v1.Place.$Properties|null);

            /** NodeProfile addresses. */
            addresses: string[];

            /**
             * Encodes the specified NodeProfile message. Does not implicitly {@link mirrorwell.v1.NodeProfile.verify|verify} messages.
             * @param message NodeProfile message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.NodeProfile.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a NodeProfile message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.NodeProfile & mirrorwell.v1.NodeProfile.$Shape} NodeProfile
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.NodeProfile & mirrorwell.v1.NodeProfile.$Shape;

            /**
             * Gets the type url for NodeProfile
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace NodeProfile {

            /** Properties of a NodeProfile. */
            interface $Properties {

                /** NodeProfile name */
                name?: (string|null);

                /** NodeProfile place */
                place?: (mirrorwell.v1.Place.$Properties|null);

                /** NodeProfile addresses */
                addresses?: (string[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a NodeProfile. */
            type $Shape = mirrorwell.v1.NodeProfile.$Properties;
        }

        /**
         * Properties of a Place.
         * @deprecated Use mirrorwell.v1.Place.$Properties instead.
         */
        interface IPlace extends mirrorwell.v1.Place.$Properties {
        }

        /** Represents a Place. */
        class Place {

            /**
             * Constructs a new Place.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.Place.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Place latitude. */
            latitude: number;

            /** Place longitude. */
            longitude: number;

            /** Place radiusKm. */
            radiusKm: number;

            /**
             * Encodes the specified Place message. Does not implicitly {@link mirrorwell.v1.Place.verify|verify} messages.
             * @param message Place message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.Place.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Place message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.Place & mirrorwell.v1.Place.$Shape} Place
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.Place & mirrorwell.v1.Place.$Shape;

            /**
             * Gets the type url for Place
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace Place {

            /** Properties of a Place. */
            interface $Properties {

                /** Place latitude */
                latitude?: (number|null);

                /** Place longitude */
                longitude?: (number|null);

                /** Place radiusKm */
                radiusKm?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Place. */
            type $Shape = mirrorwell.v1.Place.$Properties;
        }

        /** ResourceState enum. */
        enum ResourceState {

            /** RESOURCE_STATE_UNSPECIFIED value */
            RESOURCE_STATE_UNSPECIFIED = 0,

            /** RESOURCE_STATE_SURPLUS value */
            RESOURCE_STATE_SURPLUS = 1,

            /** RESOURCE_STATE_ENOUGH value */
            RESOURCE_STATE_ENOUGH = 2,

            /** RESOURCE_STATE_DEFICIT value */
            RESOURCE_STATE_DEFICIT = 3,

            /** RESOURCE_STATE_WITHDRAWN value */
            RESOURCE_STATE_WITHDRAWN = 4
        }

        /**
         * Properties of a ResourceReport.
         * @deprecated Use mirrorwell.v1.ResourceReport.$Properties instead.
         */
        interface IResourceReport extends mirrorwell.v1.ResourceReport.$Properties {
        }

        /** Represents a ResourceReport. */
        class ResourceReport {

            /**
             * Constructs a new ResourceReport.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.ResourceReport.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ResourceReport resource. */
            resource: string;

            /** ResourceReport state. */
            state: mirrorwell.v1.ResourceState;

            /** ResourceReport unit. */
            unit: string;

            /** ResourceReport capacity. */
            capacity: number;

            /** ResourceReport lowSteps. */
            lowSteps: number;

            /** ResourceReport highSteps. */
            highSteps: number;

            /** ResourceReport padding. */
            padding: Uint8Array;

            /** ResourceReport rangeAgeMinutes. */
            rangeAgeMinutes: number;

            /**
             * Encodes the specified ResourceReport message. Does not implicitly {@link mirrorwell.v1.ResourceReport.verify|verify} messages.
             * @param message ResourceReport message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.ResourceReport.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ResourceReport message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.ResourceReport & mirrorwell.v1.ResourceReport.$Shape} ResourceReport
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.ResourceReport & mirrorwell.v1.ResourceReport.$Shape;

            /**
             * Gets the type url for ResourceReport
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace ResourceReport {

            /** Properties of a ResourceReport. */
            interface $Properties {

                /** ResourceReport resource */
                resource?: (string|null);

                /** ResourceReport state */
                state?: (mirrorwell.v1.ResourceState|null);

                /** ResourceReport unit */
                unit?: (string|null);

                /** ResourceReport capacity */
                capacity?: (number|null);

                /** ResourceReport lowSteps */
                lowSteps?: (number|null);

                /** ResourceReport highSteps */
                highSteps?: (number|null);

                /** ResourceReport padding */
                padding?: (Uint8Array|null);

                /** ResourceReport rangeAgeMinutes */
                rangeAgeMinutes?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ResourceReport. */
            type $Shape = mirrorwell.v1.ResourceReport.$Properties;
        }

        /** SeedComparison enum. */
        enum SeedComparison {

            /** SEED_COMPARISON_UNSPECIFIED value */
            SEED_COMPARISON_UNSPECIFIED = 0,

            /** SEED_COMPARISON_LESS value */
            SEED_COMPARISON_LESS = 1,

            /** SEED_COMPARISON_AT_MOST value */
            SEED_COMPARISON_AT_MOST = 2,

            /** SEED_COMPARISON_EQUAL value */
            SEED_COMPARISON_EQUAL = 3,

            /** SEED_COMPARISON_NOT_EQUAL value */
            SEED_COMPARISON_NOT_EQUAL = 4,

            /** SEED_COMPARISON_AT_LEAST value */
            SEED_COMPARISON_AT_LEAST = 5,

            /** SEED_COMPARISON_MORE value */
            SEED_COMPARISON_MORE = 6
        }

        /**
         * Properties of a SeedCheck.
         * @deprecated Use mirrorwell.v1.SeedCheck.$Properties instead.
         */
        interface ISeedCheck extends mirrorwell.v1.SeedCheck.$Properties {
        }

        /** Represents a SeedCheck. */
        class SeedCheck {

            /**
             * Constructs a new SeedCheck.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.SeedCheck.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SeedCheck field. */
            field: string;

            /** SeedCheck comparison. */
            comparison: mirrorwell.v1.SeedComparison;

            /** SeedCheck number. */
            number?: (number|null);

            /** SeedCheck word. */
            word?: (string|null);

            /** SeedCheck value. */
            value?: ("number"|"word");

            /**
             * Encodes the specified SeedCheck message. Does not implicitly {@link mirrorwell.v1.SeedCheck.verify|verify} messages.
             * @param message SeedCheck message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.SeedCheck.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SeedCheck message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.SeedCheck & mirrorwell.v1.SeedCheck.$Shape} SeedCheck
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.SeedCheck & mirrorwell.v1.SeedCheck.$Shape;

            /**
             * Gets the type url for SeedCheck
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace SeedCheck {

            /** Properties of a SeedCheck. */
            interface $Properties {

                /** SeedCheck field */
                field?: (string|null);

                /** SeedCheck comparison */
                comparison?: (mirrorwell.v1.SeedComparison|null);

                /** SeedCheck number */
                number?: (number|null);

                /** SeedCheck word */
                word?: (string|null);

                /** SeedCheck value */
                value?: ("number"|"word");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a SeedCheck. */
            type $Shape = {
              field?: string|null;
              comparison?: mirrorwell.v1.SeedComparison|null;
              number?: number|null;
              word?: string|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ value?: undefined; number?: null; word?: null }|{ value?: "number"; number: number; word?: null }|{ value?: "word"; number?: null; word: string })
            );
        }

        /**
         * Properties of a SeedAttachment.
         * @deprecated Use mirrorwell.v1.SeedAttachment.$Properties instead.
         */
        interface ISeedAttachment extends mirrorwell.v1.SeedAttachment.$Properties {
        }

        /** Represents a SeedAttachment. */
        class SeedAttachment {

            /**
             * Constructs a new SeedAttachment.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.SeedAttachment.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SeedAttachment name. */
            name: string;

            /** SeedAttachment mediaType. */
            mediaType: string;

            /** SeedAttachment sizeBytes. */
            sizeBytes: number;

            /** SeedAttachment root. */
            root: Uint8Array;

            /**
             * Encodes the specified SeedAttachment message. Does not implicitly {@link mirrorwell.v1.SeedAttachment.verify|verify} messages.
             * @param message SeedAttachment message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.SeedAttachment.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SeedAttachment message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.SeedAttachment & mirrorwell.v1.SeedAttachment.$Shape} SeedAttachment
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.SeedAttachment & mirrorwell.v1.SeedAttachment.$Shape;

            /**
             * Gets the type url for SeedAttachment
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace SeedAttachment {

            /** Properties of a SeedAttachment. */
            interface $Properties {

                /** SeedAttachment name */
                name?: (string|null);

                /** SeedAttachment mediaType */
                mediaType?: (string|null);

                /** SeedAttachment sizeBytes */
                sizeBytes?: (number|null);

                /** SeedAttachment root */
                root?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SeedAttachment. */
            type $Shape = mirrorwell.v1.SeedAttachment.$Properties;
        }

        /**
         * Properties of a SeedContent.
         * @deprecated Use mirrorwell.v1.SeedContent.$Properties instead.
         */
        interface ISeedContent extends mirrorwell.v1.SeedContent.$Properties {
        }

        /** Represents a SeedContent. */
        class SeedContent {

            /**
             * Constructs a new SeedContent.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.SeedContent.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SeedContent title. */
            title: string;

            /** SeedContent body. */
            body: string;

            /** SeedContent checks. */
            checks: mirrorwell.v1.SeedCheck.$Properties[];

            /** SeedContent attachments. */
            attachments: mirrorwell.v1.SeedAttachment.$Properties[];

            /**
             * Encodes the specified SeedContent message. Does not implicitly {@link mirrorwell.v1.SeedContent.verify|verify} messages.
             * @param message SeedContent message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.SeedContent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SeedContent message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.SeedContent & mirrorwell.v1.SeedContent.$Shape} SeedContent
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.SeedContent & mirrorwell.v1.SeedContent.$Shape;

            /**
             * Gets the type url for SeedContent
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace SeedContent {

            /** Properties of a SeedContent. */
            interface $Properties {

                /** SeedContent title */
                title?: (string|null);

                /** SeedContent body */
                body?: (string|null);

                /** SeedContent checks */
                checks?: (mirrorwell.v1.SeedCheck.$Properties[]|null);

                /** SeedContent attachments */
                attachments?: (mirrorwell.v1.SeedAttachment.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SeedContent. */
            type $Shape = {
              title?: string|null;
              body?: string|null;
              checks?: mirrorwell.v1.SeedCheck.$Shape[]|null;
              attachments?: mirrorwell.v1.SeedAttachment.$Shape[]|null;
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of a SeedDocument.
         * @deprecated Use mirrorwell.v1.SeedDocument.$Properties instead.
         */
        interface ISeedDocument extends mirrorwell.v1.SeedDocument.$Properties {
        }

        /** Represents a SeedDocument. */
        class SeedDocument {

            /**
             * Constructs a new SeedDocument.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.SeedDocument.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SeedDocument content. */
            content: Uint8Array;

            /** SeedDocument origin. */
            origin: Uint8Array;

            /** SeedDocument offeredAtMs. */
            offeredAtMs: number;

            /** SeedDocument replaces. */
            replaces: Uint8Array;

            /** SeedDocument credential. */
            credential: Uint8Array;

            /**
             * Encodes the specified SeedDocument message. Does not implicitly {@link mirrorwell.v1.SeedDocument.verify|verify} messages.
             * @param message SeedDocument message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.SeedDocument.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SeedDocument message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.SeedDocument & mirrorwell.v1.SeedDocument.$Shape} SeedDocument
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.SeedDocument & mirrorwell.v1.SeedDocument.$Shape;

            /**
             * Gets the type url for SeedDocument
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace SeedDocument {

            /** Properties of a SeedDocument. */
            interface $Properties {

                /** SeedDocument content */
                content?: (Uint8Array|null);

                /** SeedDocument origin */
                origin?: (Uint8Array|null);

                /** SeedDocument offeredAtMs */
                offeredAtMs?: (number|null);

                /** SeedDocument replaces */
                replaces?: (Uint8Array|null);

                /** SeedDocument credential */
                credential?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SeedDocument. */
            type $Shape = mirrorwell.v1.SeedDocument.$Properties;
        }

        /**
         * Properties of a SignedSeed.
         * @deprecated Use mirrorwell.v1.SignedSeed.$Properties instead.
         */
        interface ISignedSeed extends mirrorwell.v1.SignedSeed.$Properties {
        }

        /** Represents a SignedSeed. */
        class SignedSeed {

            /**
             * Constructs a new SignedSeed.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.SignedSeed.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SignedSeed document. */
            document: Uint8Array;

            /** SignedSeed nodeSignature. */
            nodeSignature: Uint8Array;

            /** SignedSeed mirrorSignature. */
            mirrorSignature: Uint8Array;

            /**
             * Encodes the specified SignedSeed message. Does not implicitly {@link mirrorwell.v1.SignedSeed.verify|verify} messages.
             * @param message SignedSeed message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.SignedSeed.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SignedSeed message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.SignedSeed & mirrorwell.v1.SignedSeed.$Shape} SignedSeed
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.SignedSeed & mirrorwell.v1.SignedSeed.$Shape;

            /**
             * Gets the type url for SignedSeed
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace SignedSeed {

            /** Properties of a SignedSeed. */
            interface $Properties {

                /** SignedSeed document */
                document?: (Uint8Array|null);

                /** SignedSeed nodeSignature */
                nodeSignature?: (Uint8Array|null);

                /** SignedSeed mirrorSignature */
                mirrorSignature?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SignedSeed. */
            type $Shape = mirrorwell.v1.SignedSeed.$Properties;
        }

        /**
         * Properties of a SeedBundle.
         * @deprecated Use mirrorwell.v1.SeedBundle.$Properties instead.
         */
        interface ISeedBundle extends mirrorwell.v1.SeedBundle.$Properties {
        }

        /** Represents a SeedBundle. */
        class SeedBundle {

            /**
             * Constructs a new SeedBundle.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.SeedBundle.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SeedBundle version. */
            version: number;

            /** SeedBundle federation. */
            federation: Uint8Array;

            /** SeedBundle seeds. */
            seeds: mirrorwell.v1.SignedSeed.$Properties[];

            /**
             * Encodes the specified SeedBundle message. Does not implicitly {@link mirrorwell.v1.SeedBundle.verify|verify} messages.
             * @param message SeedBundle message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.SeedBundle.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SeedBundle message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.SeedBundle & mirrorwell.v1.SeedBundle.$Shape} SeedBundle
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.SeedBundle & mirrorwell.v1.SeedBundle.$Shape;

            /**
             * Gets the type url for SeedBundle
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace SeedBundle {

            /** Properties of a SeedBundle. */
            interface $Properties {

                /** SeedBundle version */
                version?: (number|null);

                /** SeedBundle federation */
                federation?: (Uint8Array|null);

                /** SeedBundle seeds */
                seeds?: (mirrorwell.v1.SignedSeed.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SeedBundle. */
            type $Shape = mirrorwell.v1.SeedBundle.$Properties;
        }

        /**
         * Properties of a SessionMessage.
         * @deprecated Use mirrorwell.v1.SessionMessage.$Properties instead.
         */
        interface ISessionMessage extends mirrorwell.v1.SessionMessage.$Properties {
        }

        /** Represents a SessionMessage. */
        class SessionMessage {

            /**
             * Constructs a new SessionMessage.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.SessionMessage.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SessionMessage handshake. */
            handshake?: (mirrorwell.v1.Handshake.$Properties|null);

            /** SessionMessage handshakeAck. */
            handshakeAck?: (mirrorwell.v1.HandshakeAck.$Properties|null);

            /** SessionMessage handshakeConfirm. */
            handshakeConfirm?: (mirrorwell.v1.HandshakeConfirm.$Properties|null);

            /** SessionMessage frame. */
            frame?: (mirrorwell.v1.SessionFrame.$Properties|null);

            /** SessionMessage refusal. */
            refusal?: (mirrorwell.v1.SessionRefusal.$Properties|null);

            /** SessionMessage content. */
            content?: ("handshake"|"handshakeAck"|"handshakeConfirm"|"frame"|"refusal");

            /**
             * Encodes the specified SessionMessage message. Does not implicitly {@link mirrorwell.v1.SessionMessage.verify|verify} messages.
             * @param message SessionMessage message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.SessionMessage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SessionMessage message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.SessionMessage & mirrorwell.v1.SessionMessage.$Shape} SessionMessage
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.SessionMessage & mirrorwell.v1.SessionMessage.$Shape;

            /**
             * Gets the type url for SessionMessage
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace SessionMessage {

            /** Properties of a SessionMessage. */
            interface $Properties {

                /** SessionMessage handshake */
                handshake?: (mirrorwell.v1.Handshake.$Properties|null);

                /** SessionMessage handshakeAck */
                handshakeAck?: (mirrorwell.v1.HandshakeAck.$Properties|null);

                /** SessionMessage handshakeConfirm */
                handshakeConfirm?: (mirrorwell.v1.HandshakeConfirm.$Properties|null);

                /** SessionMessage frame */
                frame?: (mirrorwell.v1.SessionFrame.$Properties|null);

                /** SessionMessage refusal */
                refusal?: (mirrorwell.v1.SessionRefusal.$Properties|null);

                /** SessionMessage content */
                content?: ("handshake"|"handshakeAck"|"handshakeConfirm"|"frame"|"refusal");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a SessionMessage. */
            type $Shape = {
              handshake?: mirrorwell.v1.Handshake.$Shape|null;
              handshakeAck?: mirrorwell.v1.HandshakeAck.$Shape|null;
              handshakeConfirm?: mirrorwell.v1.HandshakeConfirm.$Shape|null;
              frame?: mirrorwell.v1.SessionFrame.$Shape|null;
              refusal?: mirrorwell.v1.SessionRefusal.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ content?: undefined; handshake?: null; handshakeAck?: null; handshakeConfirm?: null; frame?: null; refusal?: null }|{ content?: "handshake"; handshake: mirrorwell.v1.Handshake.$Shape; handshakeAck?: null; handshakeConfirm?: null; frame?: null; refusal?: null }|{ content?: "handshakeAck"; handshake?: null; handshakeAck: mirrorwell.v1.HandshakeAck.$Shape; handshakeConfirm?: null; frame?: null; refusal?: null }|{ content?: "handshakeConfirm"; handshake?: null; handshakeAck?: null; handshakeConfirm: mirrorwell.v1.HandshakeConfirm.$Shape; frame?: null; refusal?: null }|{ content?: "frame"; handshake?: null; handshakeAck?: null; handshakeConfirm?: null; frame: mirrorwell.v1.SessionFrame.$Shape; refusal?: null }|{ content?: "refusal"; handshake?: null; handshakeAck?: null; handshakeConfirm?: null; frame?: null; refusal: mirrorwell.v1.SessionRefusal.$Shape })
            );
        }

        /**
         * Properties of a Handshake.
         * @deprecated Use mirrorwell.v1.Handshake.$Properties instead.
         */
        interface IHandshake extends mirrorwell.v1.Handshake.$Properties {
        }

        /** Represents a Handshake. */
        class Handshake {

            /**
             * Constructs a new Handshake.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.Handshake.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Handshake version. */
            version: number;

            /** Handshake ephemeral. */
            ephemeral: Uint8Array;

            /** Handshake nonce. */
            nonce: Uint8Array;

            /**
             * Encodes the specified Handshake message. Does not implicitly {@link mirrorwell.v1.Handshake.verify|verify} messages.
             * @param message Handshake message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.Handshake.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Handshake message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.Handshake & mirrorwell.v1.Handshake.$Shape} Handshake
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.Handshake & mirrorwell.v1.Handshake.$Shape;

            /**
             * Gets the type url for Handshake
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace Handshake {

            /** Properties of a Handshake. */
            interface $Properties {

                /** Handshake version */
                version?: (number|null);

                /** Handshake ephemeral */
                ephemeral?: (Uint8Array|null);

                /** Handshake nonce */
                nonce?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Handshake. */
            type $Shape = mirrorwell.v1.Handshake.$Properties;
        }

        /**
         * Properties of a HandshakeAck.
         * @deprecated Use mirrorwell.v1.HandshakeAck.$Properties instead.
         */
        interface IHandshakeAck extends mirrorwell.v1.HandshakeAck.$Properties {
        }

        /** Represents a HandshakeAck. */
        class HandshakeAck {

            /**
             * Constructs a new HandshakeAck.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.HandshakeAck.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** HandshakeAck ephemeral. */
            ephemeral: Uint8Array;

            /** HandshakeAck nonce. */
            nonce: Uint8Array;

            /** HandshakeAck sessionId. */
            sessionId: Uint8Array;

            /** HandshakeAck sealed. */
            sealed: Uint8Array;

            /**
             * Encodes the specified HandshakeAck message. Does not implicitly {@link mirrorwell.v1.HandshakeAck.verify|verify} messages.
             * @param message HandshakeAck message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.HandshakeAck.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a HandshakeAck message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.HandshakeAck & mirrorwell.v1.HandshakeAck.$Shape} HandshakeAck
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.HandshakeAck & mirrorwell.v1.HandshakeAck.$Shape;

            /**
             * Gets the type url for HandshakeAck
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace HandshakeAck {

            /** Properties of a HandshakeAck. */
            interface $Properties {

                /** HandshakeAck ephemeral */
                ephemeral?: (Uint8Array|null);

                /** HandshakeAck nonce */
                nonce?: (Uint8Array|null);

                /** HandshakeAck sessionId */
                sessionId?: (Uint8Array|null);

                /** HandshakeAck sealed */
                sealed?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a HandshakeAck. */
            type $Shape = mirrorwell.v1.HandshakeAck.$Properties;
        }

        /**
         * Properties of a HandshakeConfirm.
         * @deprecated Use mirrorwell.v1.HandshakeConfirm.$Properties instead.
         */
        interface IHandshakeConfirm extends mirrorwell.v1.HandshakeConfirm.$Properties {
        }

        /** Represents a HandshakeConfirm. */
        class HandshakeConfirm {

            /**
             * Constructs a new HandshakeConfirm.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.HandshakeConfirm.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** HandshakeConfirm sealed. */
            sealed: Uint8Array;

            /**
             * Encodes the specified HandshakeConfirm message. Does not implicitly {@link mirrorwell.v1.HandshakeConfirm.verify|verify} messages.
             * @param message HandshakeConfirm message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.HandshakeConfirm.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a HandshakeConfirm message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.HandshakeConfirm & mirrorwell.v1.HandshakeConfirm.$Shape} HandshakeConfirm
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.HandshakeConfirm & mirrorwell.v1.HandshakeConfirm.$Shape;

            /**
             * Gets the type url for HandshakeConfirm
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace HandshakeConfirm {

            /** Properties of a HandshakeConfirm. */
            interface $Properties {

                /** HandshakeConfirm sealed */
                sealed?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a HandshakeConfirm. */
            type $Shape = mirrorwell.v1.HandshakeConfirm.$Properties;
        }

        /**
         * Properties of a HandshakeIdentity.
         * @deprecated Use mirrorwell.v1.HandshakeIdentity.$Properties instead.
         */
        interface IHandshakeIdentity extends mirrorwell.v1.HandshakeIdentity.$Properties {
        }

        /** Represents a HandshakeIdentity. */
        class HandshakeIdentity {

            /**
             * Constructs a new HandshakeIdentity.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.HandshakeIdentity.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** HandshakeIdentity identity. */
            identity: Uint8Array;

            /** HandshakeIdentity signature. */
            signature: Uint8Array;

            /** HandshakeIdentity mac. */
            mac: Uint8Array;

            /** HandshakeIdentity capabilities. */
            capabilities: string[];

            /**
             * Encodes the specified HandshakeIdentity message. Does not implicitly {@link mirrorwell.v1.HandshakeIdentity.verify|verify} messages.
             * @param message HandshakeIdentity message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.HandshakeIdentity.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a HandshakeIdentity message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.HandshakeIdentity & mirrorwell.v1.HandshakeIdentity.$Shape} HandshakeIdentity
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.HandshakeIdentity & mirrorwell.v1.HandshakeIdentity.$Shape;

            /**
             * Gets the type url for HandshakeIdentity
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace HandshakeIdentity {

            /** Properties of a HandshakeIdentity. */
            interface $Properties {

                /** HandshakeIdentity identity */
                identity?: (Uint8Array|null);

                /** HandshakeIdentity signature */
                signature?: (Uint8Array|null);

                /** HandshakeIdentity mac */
                mac?: (Uint8Array|null);

                /** HandshakeIdentity capabilities */
                capabilities?: (string[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a HandshakeIdentity. */
            type $Shape = mirrorwell.v1.HandshakeIdentity.$Properties;
        }

        /** SessionChannel enum. */
        enum SessionChannel {

            /** SESSION_CHANNEL_UNSPECIFIED value */
            SESSION_CHANNEL_UNSPECIFIED = 0,

            /** SESSION_CHANNEL_CONTROL value */
            SESSION_CHANNEL_CONTROL = 1,

            /** SESSION_CHANNEL_ALERT value */
            SESSION_CHANNEL_ALERT = 2,

            /** SESSION_CHANNEL_BULK value */
            SESSION_CHANNEL_BULK = 3
        }

        /** SessionSignal enum. */
        enum SessionSignal {

            /** SESSION_SIGNAL_UNSPECIFIED value */
            SESSION_SIGNAL_UNSPECIFIED = 0,

            /** SESSION_SIGNAL_CONFIRMATION value */
            SESSION_SIGNAL_CONFIRMATION = 1,

            /** SESSION_SIGNAL_REKEY value */
            SESSION_SIGNAL_REKEY = 2,

            /** SESSION_SIGNAL_CLOSE value */
            SESSION_SIGNAL_CLOSE = 3
        }

        /**
         * Properties of a SessionFrame.
         * @deprecated Use mirrorwell.v1.SessionFrame.$Properties instead.
         */
        interface ISessionFrame extends mirrorwell.v1.SessionFrame.$Properties {
        }

        /** Represents a SessionFrame. */
        class SessionFrame {

            /**
             * Constructs a new SessionFrame.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.SessionFrame.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SessionFrame channel. */
            channel: mirrorwell.v1.SessionChannel;

            /** SessionFrame sequence. */
            sequence: number;

            /** SessionFrame type. */
            type: number;

            /** SessionFrame sealed. */
            sealed: Uint8Array;

            /**
             * Encodes the specified SessionFrame message. Does not implicitly {@link mirrorwell.v1.SessionFrame.verify|verify} messages.
             * @param message SessionFrame message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.SessionFrame.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SessionFrame message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.SessionFrame & mirrorwell.v1.SessionFrame.$Shape} SessionFrame
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.SessionFrame & mirrorwell.v1.SessionFrame.$Shape;

            /**
             * Gets the type url for SessionFrame
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace SessionFrame {

            /** Properties of a SessionFrame. */
            interface $Properties {

                /** SessionFrame channel */
                channel?: (mirrorwell.v1.SessionChannel|null);

                /** SessionFrame sequence */
                sequence?: (number|null);

                /** SessionFrame type */
                type?: (number|null);

                /** SessionFrame sealed */
                sealed?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SessionFrame. */
            type $Shape = mirrorwell.v1.SessionFrame.$Properties;
        }

        /** SessionRefusalReason enum. */
        enum SessionRefusalReason {

            /** SESSION_REFUSAL_REASON_UNSPECIFIED value */
            SESSION_REFUSAL_REASON_UNSPECIFIED = 0,

            /** SESSION_REFUSAL_REASON_VERSION_UNKNOWN value */
            SESSION_REFUSAL_REASON_VERSION_UNKNOWN = 1,

            /** SESSION_REFUSAL_REASON_BUSY value */
            SESSION_REFUSAL_REASON_BUSY = 2,

            /** SESSION_REFUSAL_REASON_RATE_EXCEEDED value */
            SESSION_REFUSAL_REASON_RATE_EXCEEDED = 3,

            /** SESSION_REFUSAL_REASON_YIELD value */
            SESSION_REFUSAL_REASON_YIELD = 4
        }

        /**
         * Properties of a SessionRefusal.
         * @deprecated Use mirrorwell.v1.SessionRefusal.$Properties instead.
         */
        interface ISessionRefusal extends mirrorwell.v1.SessionRefusal.$Properties {
        }

        /** Represents a SessionRefusal. */
        class SessionRefusal {

            /**
             * Constructs a new SessionRefusal.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.SessionRefusal.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SessionRefusal reason. */
            reason: mirrorwell.v1.SessionRefusalReason;

            /** SessionRefusal version. */
            version: number;

            /**
             * Encodes the specified SessionRefusal message. Does not implicitly {@link mirrorwell.v1.SessionRefusal.verify|verify} messages.
             * @param message SessionRefusal message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.SessionRefusal.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SessionRefusal message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.SessionRefusal & mirrorwell.v1.SessionRefusal.$Shape} SessionRefusal
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.SessionRefusal & mirrorwell.v1.SessionRefusal.$Shape;

            /**
             * Gets the type url for SessionRefusal
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace SessionRefusal {

            /** Properties of a SessionRefusal. */
            interface $Properties {

                /** SessionRefusal reason */
                reason?: (mirrorwell.v1.SessionRefusalReason|null);

                /** SessionRefusal version */
                version?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SessionRefusal. */
            type $Shape = mirrorwell.v1.SessionRefusal.$Properties;
        }

        /** SyncFrame enum. */
        enum SyncFrame {

            /** SYNC_FRAME_UNSPECIFIED value */
            SYNC_FRAME_UNSPECIFIED = 0,

            /** SYNC_FRAME_CURSORS value */
            SYNC_FRAME_CURSORS = 32,

            /** SYNC_FRAME_CHECK value */
            SYNC_FRAME_CHECK = 33,

            /** SYNC_FRAME_RANGES value */
            SYNC_FRAME_RANGES = 34,

            /** SYNC_FRAME_SKETCH value */
            SYNC_FRAME_SKETCH = 35,

            /** SYNC_FRAME_WANTED value */
            SYNC_FRAME_WANTED = 36,

            /** SYNC_FRAME_CREDIT value */
            SYNC_FRAME_CREDIT = 37
        }

        /**
         * Properties of a Cursors.
         * @deprecated Use mirrorwell.v1.Cursors.$Properties instead.
         */
        interface ICursors extends mirrorwell.v1.Cursors.$Properties {
        }

        /** Represents a Cursors. */
        class Cursors {

            /**
             * Constructs a new Cursors.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.Cursors.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Cursors logs. */
            logs: mirrorwell.v1.LogCursor.$Properties[];

            /** Cursors latest. */
            latest: mirrorwell.v1.LatestCursor.$Properties[];

            /**
             * Encodes the specified Cursors message. Does not implicitly {@link mirrorwell.v1.Cursors.verify|verify} messages.
             * @param message Cursors message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.Cursors.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Cursors message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.Cursors & mirrorwell.v1.Cursors.$Shape} Cursors
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.Cursors & mirrorwell.v1.Cursors.$Shape;

            /**
             * Gets the type url for Cursors
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace Cursors {

            /** Properties of a Cursors. */
            interface $Properties {

                /** Cursors logs */
                logs?: (mirrorwell.v1.LogCursor.$Properties[]|null);

                /** Cursors latest */
                latest?: (mirrorwell.v1.LatestCursor.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Cursors. */
            type $Shape = mirrorwell.v1.Cursors.$Properties;
        }

        /**
         * Properties of a LogCursor.
         * @deprecated Use mirrorwell.v1.LogCursor.$Properties instead.
         */
        interface ILogCursor extends mirrorwell.v1.LogCursor.$Properties {
        }

        /** Represents a LogCursor. */
        class LogCursor {

            /**
             * Constructs a new LogCursor.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.LogCursor.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** LogCursor author. */
            author: Uint8Array;

            /** LogCursor epoch. */
            epoch?: (mirrorwell.v1.Epoch.$Properties|null);

            /** LogCursor nextSequence. */
            nextSequence: number;

            /**
             * Encodes the specified LogCursor message. Does not implicitly {@link mirrorwell.v1.LogCursor.verify|verify} messages.
             * @param message LogCursor message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.LogCursor.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a LogCursor message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.LogCursor & mirrorwell.v1.LogCursor.$Shape} LogCursor
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.LogCursor & mirrorwell.v1.LogCursor.$Shape;

            /**
             * Gets the type url for LogCursor
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace LogCursor {

            /** Properties of a LogCursor. */
            interface $Properties {

                /** LogCursor author */
                author?: (Uint8Array|null);

                /** LogCursor epoch */
                epoch?: (mirrorwell.v1.Epoch.$Properties|null);

                /** LogCursor nextSequence */
                nextSequence?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a LogCursor. */
            type $Shape = mirrorwell.v1.LogCursor.$Properties;
        }

        /**
         * Properties of a LatestCursor.
         * @deprecated Use mirrorwell.v1.LatestCursor.$Properties instead.
         */
        interface ILatestCursor extends mirrorwell.v1.LatestCursor.$Properties {
        }

        /** Represents a LatestCursor. */
        class LatestCursor {

            /**
             * Constructs a new LatestCursor.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.LatestCursor.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** LatestCursor author. */
            author: Uint8Array;

            /** LatestCursor kind. */
            kind: mirrorwell.v1.Kind;

            /** LatestCursor slot. */
            slot: string;

            /** LatestCursor epoch. */
            epoch?: (mirrorwell.v1.Epoch.$Properties|null);

            /** LatestCursor sequence. */
            sequence: number;

            /**
             * Encodes the specified LatestCursor message. Does not implicitly {@link mirrorwell.v1.LatestCursor.verify|verify} messages.
             * @param message LatestCursor message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.LatestCursor.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a LatestCursor message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.LatestCursor & mirrorwell.v1.LatestCursor.$Shape} LatestCursor
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.LatestCursor & mirrorwell.v1.LatestCursor.$Shape;

            /**
             * Gets the type url for LatestCursor
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace LatestCursor {

            /** Properties of a LatestCursor. */
            interface $Properties {

                /** LatestCursor author */
                author?: (Uint8Array|null);

                /** LatestCursor kind */
                kind?: (mirrorwell.v1.Kind|null);

                /** LatestCursor slot */
                slot?: (string|null);

                /** LatestCursor epoch */
                epoch?: (mirrorwell.v1.Epoch.$Properties|null);

                /** LatestCursor sequence */
                sequence?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a LatestCursor. */
            type $Shape = mirrorwell.v1.LatestCursor.$Properties;
        }

        /**
         * Properties of a Check.
         * @deprecated Use mirrorwell.v1.Check.$Properties instead.
         */
        interface ICheck extends mirrorwell.v1.Check.$Properties {
        }

        /** Represents a Check. */
        class Check {

            /**
             * Constructs a new Check.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.Check.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Check nonce. */
            nonce: Uint8Array;

            /** Check fingerprint. */
            fingerprint: Uint8Array;

            /** Check answer. */
            answer: boolean;

            /**
             * Encodes the specified Check message. Does not implicitly {@link mirrorwell.v1.Check.verify|verify} messages.
             * @param message Check message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.Check.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Check message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.Check & mirrorwell.v1.Check.$Shape} Check
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.Check & mirrorwell.v1.Check.$Shape;

            /**
             * Gets the type url for Check
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace Check {

            /** Properties of a Check. */
            interface $Properties {

                /** Check nonce */
                nonce?: (Uint8Array|null);

                /** Check fingerprint */
                fingerprint?: (Uint8Array|null);

                /** Check answer */
                answer?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Check. */
            type $Shape = mirrorwell.v1.Check.$Properties;
        }

        /**
         * Properties of a Ranges.
         * @deprecated Use mirrorwell.v1.Ranges.$Properties instead.
         */
        interface IRanges extends mirrorwell.v1.Ranges.$Properties {
        }

        /** Represents a Ranges. */
        class Ranges {

            /**
             * Constructs a new Ranges.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.Ranges.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Ranges round. */
            round: number;

            /** Ranges from. */
            from?: (mirrorwell.v1.Edge.$Properties|null);

            /** Ranges ranges. */
            ranges: mirrorwell.v1.Range.$Properties[];

            /**
             * Encodes the specified Ranges message. Does not implicitly {@link mirrorwell.v1.Ranges.verify|verify} messages.
             * @param message Ranges message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.Ranges.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Ranges message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.Ranges & mirrorwell.v1.Ranges.$Shape} Ranges
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.Ranges & mirrorwell.v1.Ranges.$Shape;

            /**
             * Gets the type url for Ranges
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace Ranges {

            /** Properties of a Ranges. */
            interface $Properties {

                /** Ranges round */
                round?: (number|null);

                /** Ranges from */
                from?: (mirrorwell.v1.Edge.$Properties|null);

                /** Ranges ranges */
                ranges?: (mirrorwell.v1.Range.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Ranges. */
            type $Shape = {
              round?: number|null;
              from?: mirrorwell.v1.Edge.$Shape|null;
              ranges?: mirrorwell.v1.Range.$Shape[]|null;
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of an Edge.
         * @deprecated Use mirrorwell.v1.Edge.$Properties instead.
         */
        interface IEdge extends mirrorwell.v1.Edge.$Properties {
        }

        /** Represents an Edge. */
        class Edge {

            /**
             * Constructs a new Edge.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.Edge.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Edge timeMs. */
            timeMs: number;

            /** Edge id. */
            id: Uint8Array;

            /**
             * Encodes the specified Edge message. Does not implicitly {@link mirrorwell.v1.Edge.verify|verify} messages.
             * @param message Edge message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.Edge.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Edge message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.Edge & mirrorwell.v1.Edge.$Shape} Edge
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.Edge & mirrorwell.v1.Edge.$Shape;

            /**
             * Gets the type url for Edge
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace Edge {

            /** Properties of an Edge. */
            interface $Properties {

                /** Edge timeMs */
                timeMs?: (number|null);

                /** Edge id */
                id?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Edge. */
            type $Shape = mirrorwell.v1.Edge.$Properties;
        }

        /**
         * Properties of a Range.
         * @deprecated Use mirrorwell.v1.Range.$Properties instead.
         */
        interface IRange extends mirrorwell.v1.Range.$Properties {
        }

        /** Represents a Range. */
        class Range {

            /**
             * Constructs a new Range.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.Range.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Range to. */
            to?: (mirrorwell.v1.Edge.$Properties|null);

            /** Range fingerprint. */
            fingerprint?: (Uint8Array|null);

            /** Range ids. */
            ids?: (Uint8Array|null);

            /** Range content. */
            content?: ("fingerprint"|"ids");

            /**
             * Encodes the specified Range message. Does not implicitly {@link mirrorwell.v1.Range.verify|verify} messages.
             * @param message Range message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.Range.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Range message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.Range & mirrorwell.v1.Range.$Shape} Range
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.Range & mirrorwell.v1.Range.$Shape;

            /**
             * Gets the type url for Range
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace Range {

            /** Properties of a Range. */
            interface $Properties {

                /** Range to */
                to?: (mirrorwell.v1.Edge.$Properties|null);

                /** Range fingerprint */
                fingerprint?: (Uint8Array|null);

                /** Range ids */
                ids?: (Uint8Array|null);

                /** Range content */
                content?: ("fingerprint"|"ids");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a Range. */
            type $Shape = {
              to?: mirrorwell.v1.Edge.$Shape|null;
              fingerprint?: Uint8Array|null;
              ids?: Uint8Array|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ content?: undefined; fingerprint?: null; ids?: null }|{ content?: "fingerprint"; fingerprint: Uint8Array; ids?: null }|{ content?: "ids"; fingerprint?: null; ids: Uint8Array })
            );
        }

        /**
         * Properties of a Sketch.
         * @deprecated Use mirrorwell.v1.Sketch.$Properties instead.
         */
        interface ISketch extends mirrorwell.v1.Sketch.$Properties {
        }

        /** Represents a Sketch. */
        class Sketch {

            /**
             * Constructs a new Sketch.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.Sketch.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Sketch round. */
            round: number;

            /** Sketch first. */
            first: number;

            /** Sketch sums. */
            sums: Uint8Array;

            /** Sketch more. */
            more: number;

            /**
             * Encodes the specified Sketch message. Does not implicitly {@link mirrorwell.v1.Sketch.verify|verify} messages.
             * @param message Sketch message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.Sketch.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Sketch message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.Sketch & mirrorwell.v1.Sketch.$Shape} Sketch
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.Sketch & mirrorwell.v1.Sketch.$Shape;

            /**
             * Gets the type url for Sketch
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace Sketch {

            /** Properties of a Sketch. */
            interface $Properties {

                /** Sketch round */
                round?: (number|null);

                /** Sketch first */
                first?: (number|null);

                /** Sketch sums */
                sums?: (Uint8Array|null);

                /** Sketch more */
                more?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Sketch. */
            type $Shape = mirrorwell.v1.Sketch.$Properties;
        }

        /**
         * Properties of a Wanted.
         * @deprecated Use mirrorwell.v1.Wanted.$Properties instead.
         */
        interface IWanted extends mirrorwell.v1.Wanted.$Properties {
        }

        /** Represents a Wanted. */
        class Wanted {

            /**
             * Constructs a new Wanted.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.Wanted.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Wanted ids. */
            ids: Uint8Array;

            /** Wanted marks. */
            marks: Uint8Array;

            /**
             * Encodes the specified Wanted message. Does not implicitly {@link mirrorwell.v1.Wanted.verify|verify} messages.
             * @param message Wanted message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.Wanted.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Wanted message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.Wanted & mirrorwell.v1.Wanted.$Shape} Wanted
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.Wanted & mirrorwell.v1.Wanted.$Shape;

            /**
             * Gets the type url for Wanted
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace Wanted {

            /** Properties of a Wanted. */
            interface $Properties {

                /** Wanted ids */
                ids?: (Uint8Array|null);

                /** Wanted marks */
                marks?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Wanted. */
            type $Shape = mirrorwell.v1.Wanted.$Properties;
        }

        /**
         * Properties of a TalkMessage.
         * @deprecated Use mirrorwell.v1.TalkMessage.$Properties instead.
         */
        interface ITalkMessage extends mirrorwell.v1.TalkMessage.$Properties {
        }

        /** Represents a TalkMessage. */
        class TalkMessage {

            /**
             * Constructs a new TalkMessage.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.TalkMessage.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TalkMessage id. */
            id: Uint8Array;

            /** TalkMessage writtenAtMs. */
            writtenAtMs: number;

            /** TalkMessage text. */
            text: string;

            /**
             * Encodes the specified TalkMessage message. Does not implicitly {@link mirrorwell.v1.TalkMessage.verify|verify} messages.
             * @param message TalkMessage message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.TalkMessage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TalkMessage message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.TalkMessage & mirrorwell.v1.TalkMessage.$Shape} TalkMessage
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.TalkMessage & mirrorwell.v1.TalkMessage.$Shape;

            /**
             * Gets the type url for TalkMessage
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace TalkMessage {

            /** Properties of a TalkMessage. */
            interface $Properties {

                /** TalkMessage id */
                id?: (Uint8Array|null);

                /** TalkMessage writtenAtMs */
                writtenAtMs?: (number|null);

                /** TalkMessage text */
                text?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TalkMessage. */
            type $Shape = mirrorwell.v1.TalkMessage.$Properties;
        }

        /** PrivateFrame enum. */
        enum PrivateFrame {

            /** PRIVATE_FRAME_UNSPECIFIED value */
            PRIVATE_FRAME_UNSPECIFIED = 0,

            /** PRIVATE_FRAME_ENVELOPE value */
            PRIVATE_FRAME_ENVELOPE = 16,

            /** PRIVATE_FRAME_RECEIPT value */
            PRIVATE_FRAME_RECEIPT = 17,

            /** PRIVATE_FRAME_BALLOT value */
            PRIVATE_FRAME_BALLOT = 18,

            /** PRIVATE_FRAME_BALLOT_TAG value */
            PRIVATE_FRAME_BALLOT_TAG = 19,

            /** PRIVATE_FRAME_STANDING value */
            PRIVATE_FRAME_STANDING = 20,

            /** PRIVATE_FRAME_ALIVE_QUESTION value */
            PRIVATE_FRAME_ALIVE_QUESTION = 21,

            /** PRIVATE_FRAME_ALIVE_ANSWER value */
            PRIVATE_FRAME_ALIVE_ANSWER = 22,

            /** PRIVATE_FRAME_FILE_ASK value */
            PRIVATE_FRAME_FILE_ASK = 23,

            /** PRIVATE_FRAME_FILE_CHUNK value */
            PRIVATE_FRAME_FILE_CHUNK = 24,

            /** PRIVATE_FRAME_FILE_STANDING value */
            PRIVATE_FRAME_FILE_STANDING = 25
        }

        /**
         * Properties of a PrivateReceipt.
         * @deprecated Use mirrorwell.v1.PrivateReceipt.$Properties instead.
         */
        interface IPrivateReceipt extends mirrorwell.v1.PrivateReceipt.$Properties {
        }

        /** Represents a PrivateReceipt. */
        class PrivateReceipt {

            /**
             * Constructs a new PrivateReceipt.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.PrivateReceipt.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PrivateReceipt payloadHash. */
            payloadHash: Uint8Array;

            /**
             * Encodes the specified PrivateReceipt message. Does not implicitly {@link mirrorwell.v1.PrivateReceipt.verify|verify} messages.
             * @param message PrivateReceipt message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.PrivateReceipt.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PrivateReceipt message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.PrivateReceipt & mirrorwell.v1.PrivateReceipt.$Shape} PrivateReceipt
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.PrivateReceipt & mirrorwell.v1.PrivateReceipt.$Shape;

            /**
             * Gets the type url for PrivateReceipt
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace PrivateReceipt {

            /** Properties of a PrivateReceipt. */
            interface $Properties {

                /** PrivateReceipt payloadHash */
                payloadHash?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PrivateReceipt. */
            type $Shape = mirrorwell.v1.PrivateReceipt.$Properties;
        }

        /**
         * Properties of a MirrorSignature.
         * @deprecated Use mirrorwell.v1.MirrorSignature.$Properties instead.
         */
        interface IMirrorSignature extends mirrorwell.v1.MirrorSignature.$Properties {
        }

        /** Represents a MirrorSignature. */
        class MirrorSignature {

            /**
             * Constructs a new MirrorSignature.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.MirrorSignature.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** MirrorSignature credential. */
            credential: Uint8Array;

            /** MirrorSignature signature. */
            signature: Uint8Array;

            /**
             * Encodes the specified MirrorSignature message. Does not implicitly {@link mirrorwell.v1.MirrorSignature.verify|verify} messages.
             * @param message MirrorSignature message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.MirrorSignature.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a MirrorSignature message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.MirrorSignature & mirrorwell.v1.MirrorSignature.$Shape} MirrorSignature
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.MirrorSignature & mirrorwell.v1.MirrorSignature.$Shape;

            /**
             * Gets the type url for MirrorSignature
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace MirrorSignature {

            /** Properties of a MirrorSignature. */
            interface $Properties {

                /** MirrorSignature credential */
                credential?: (Uint8Array|null);

                /** MirrorSignature signature */
                signature?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a MirrorSignature. */
            type $Shape = mirrorwell.v1.MirrorSignature.$Properties;
        }

        /**
         * Properties of a TransferTerms.
         * @deprecated Use mirrorwell.v1.TransferTerms.$Properties instead.
         */
        interface ITransferTerms extends mirrorwell.v1.TransferTerms.$Properties {
        }

        /** Represents a TransferTerms. */
        class TransferTerms {

            /**
             * Constructs a new TransferTerms.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.TransferTerms.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TransferTerms transfer. */
            transfer: Uint8Array;

            /** TransferTerms giver. */
            giver: Uint8Array;

            /** TransferTerms receiver. */
            receiver: Uint8Array;

            /** TransferTerms revision. */
            revision: number;

            /** TransferTerms resource. */
            resource: string;

            /** TransferTerms quantity. */
            quantity: number;

            /** TransferTerms unit. */
            unit: string;

            /** TransferTerms windowFromMs. */
            windowFromMs: number;

            /** TransferTerms windowUntilMs. */
            windowUntilMs: number;

            /** TransferTerms route. */
            route: string;

            /** TransferTerms expectedLossRatio. */
            expectedLossRatio: number;

            /** TransferTerms settleInMs. */
            settleInMs: number;

            /** TransferTerms slotMs. */
            slotMs: number;

            /**
             * Encodes the specified TransferTerms message. Does not implicitly {@link mirrorwell.v1.TransferTerms.verify|verify} messages.
             * @param message TransferTerms message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.TransferTerms.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TransferTerms message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.TransferTerms & mirrorwell.v1.TransferTerms.$Shape} TransferTerms
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.TransferTerms & mirrorwell.v1.TransferTerms.$Shape;

            /**
             * Gets the type url for TransferTerms
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace TransferTerms {

            /** Properties of a TransferTerms. */
            interface $Properties {

                /** TransferTerms transfer */
                transfer?: (Uint8Array|null);

                /** TransferTerms giver */
                giver?: (Uint8Array|null);

                /** TransferTerms receiver */
                receiver?: (Uint8Array|null);

                /** TransferTerms revision */
                revision?: (number|null);

                /** TransferTerms resource */
                resource?: (string|null);

                /** TransferTerms quantity */
                quantity?: (number|null);

                /** TransferTerms unit */
                unit?: (string|null);

                /** TransferTerms windowFromMs */
                windowFromMs?: (number|null);

                /** TransferTerms windowUntilMs */
                windowUntilMs?: (number|null);

                /** TransferTerms route */
                route?: (string|null);

                /** TransferTerms expectedLossRatio */
                expectedLossRatio?: (number|null);

                /** TransferTerms settleInMs */
                settleInMs?: (number|null);

                /** TransferTerms slotMs */
                slotMs?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TransferTerms. */
            type $Shape = mirrorwell.v1.TransferTerms.$Properties;
        }

        /**
         * Properties of a SettledTerms.
         * @deprecated Use mirrorwell.v1.SettledTerms.$Properties instead.
         */
        interface ISettledTerms extends mirrorwell.v1.SettledTerms.$Properties {
        }

        /** Represents a SettledTerms. */
        class SettledTerms {

            /**
             * Constructs a new SettledTerms.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.SettledTerms.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SettledTerms terms. */
            terms: Uint8Array;

            /** SettledTerms agreedAtMs. */
            agreedAtMs: number;

            /** SettledTerms settleAtMs. */
            settleAtMs: number;

            /**
             * Encodes the specified SettledTerms message. Does not implicitly {@link mirrorwell.v1.SettledTerms.verify|verify} messages.
             * @param message SettledTerms message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.SettledTerms.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SettledTerms message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.SettledTerms & mirrorwell.v1.SettledTerms.$Shape} SettledTerms
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.SettledTerms & mirrorwell.v1.SettledTerms.$Shape;

            /**
             * Gets the type url for SettledTerms
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace SettledTerms {

            /** Properties of a SettledTerms. */
            interface $Properties {

                /** SettledTerms terms */
                terms?: (Uint8Array|null);

                /** SettledTerms agreedAtMs */
                agreedAtMs?: (number|null);

                /** SettledTerms settleAtMs */
                settleAtMs?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SettledTerms. */
            type $Shape = mirrorwell.v1.SettledTerms.$Properties;
        }

        /**
         * Properties of a TransferMessage.
         * @deprecated Use mirrorwell.v1.TransferMessage.$Properties instead.
         */
        interface ITransferMessage extends mirrorwell.v1.TransferMessage.$Properties {
        }

        /** Represents a TransferMessage. */
        class TransferMessage {

            /**
             * Constructs a new TransferMessage.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.TransferMessage.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TransferMessage transfer. */
            transfer: Uint8Array;

            /** TransferMessage number. */
            number: number;

            /** TransferMessage writtenAtMs. */
            writtenAtMs: number;

            /** TransferMessage proposal. */
            proposal?: (mirrorwell.v1.TransferProposal.$Properties|null);

            /** TransferMessage talk. */
            talk?: (mirrorwell.v1.TransferTalk.$Properties|null);

            /** TransferMessage agreement. */
            agreement?: (mirrorwell.v1.TransferAgreement.$Properties|null);

            /** TransferMessage consent. */
            consent?: (mirrorwell.v1.TransferConsent.$Properties|null);

            /** TransferMessage report. */
            report?: (mirrorwell.v1.TransferReport.$Properties|null);

            /** TransferMessage receipt. */
            receipt?: (mirrorwell.v1.TransferReceipt.$Properties|null);

            /** TransferMessage end. */
            end?: (mirrorwell.v1.TransferEnd.$Properties|null);

            /** TransferMessage closed. */
            closed?: (mirrorwell.v1.TransferClosed.$Properties|null);

            /** TransferMessage content. */
            content?: ("proposal"|"talk"|"agreement"|"consent"|"report"|"receipt"|"end"|"closed");

            /**
             * Encodes the specified TransferMessage message. Does not implicitly {@link mirrorwell.v1.TransferMessage.verify|verify} messages.
             * @param message TransferMessage message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.TransferMessage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TransferMessage message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.TransferMessage & mirrorwell.v1.TransferMessage.$Shape} TransferMessage
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.TransferMessage & mirrorwell.v1.TransferMessage.$Shape;

            /**
             * Gets the type url for TransferMessage
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace TransferMessage {

            /** Properties of a TransferMessage. */
            interface $Properties {

                /** TransferMessage transfer */
                transfer?: (Uint8Array|null);

                /** TransferMessage number */
                number?: (number|null);

                /** TransferMessage writtenAtMs */
                writtenAtMs?: (number|null);

                /** TransferMessage proposal */
                proposal?: (mirrorwell.v1.TransferProposal.$Properties|null);

                /** TransferMessage talk */
                talk?: (mirrorwell.v1.TransferTalk.$Properties|null);

                /** TransferMessage agreement */
                agreement?: (mirrorwell.v1.TransferAgreement.$Properties|null);

                /** TransferMessage consent */
                consent?: (mirrorwell.v1.TransferConsent.$Properties|null);

                /** TransferMessage report */
                report?: (mirrorwell.v1.TransferReport.$Properties|null);

                /** TransferMessage receipt */
                receipt?: (mirrorwell.v1.TransferReceipt.$Properties|null);

                /** TransferMessage end */
                end?: (mirrorwell.v1.TransferEnd.$Properties|null);

                /** TransferMessage closed */
                closed?: (mirrorwell.v1.TransferClosed.$Properties|null);

                /** TransferMessage content */
                content?: ("proposal"|"talk"|"agreement"|"consent"|"report"|"receipt"|"end"|"closed");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a TransferMessage. */
            type $Shape = {
              transfer?: Uint8Array|null;
              number?: number|null;
              writtenAtMs?: number|null;
              proposal?: mirrorwell.v1.TransferProposal.$Shape|null;
              talk?: mirrorwell.v1.TransferTalk.$Shape|null;
              agreement?: mirrorwell.v1.TransferAgreement.$Shape|null;
              consent?: mirrorwell.v1.TransferConsent.$Shape|null;
              report?: mirrorwell.v1.TransferReport.$Shape|null;
              receipt?: mirrorwell.v1.TransferReceipt.$Shape|null;
              end?: mirrorwell.v1.TransferEnd.$Shape|null;
              closed?: mirrorwell.v1.TransferClosed.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ content?: undefined; proposal?: null; talk?: null; agreement?: null; consent?: null; report?: null; receipt?: null; end?: null; closed?: null }|{ content?: "proposal"; proposal: mirrorwell.v1.TransferProposal.$Shape; talk?: null; agreement?: null; consent?: null; report?: null; receipt?: null; end?: null; closed?: null }|{ content?: "talk"; proposal?: null; talk: mirrorwell.v1.TransferTalk.$Shape; agreement?: null; consent?: null; report?: null; receipt?: null; end?: null; closed?: null }|{ content?: "agreement"; proposal?: null; talk?: null; agreement: mirrorwell.v1.TransferAgreement.$Shape; consent?: null; report?: null; receipt?: null; end?: null; closed?: null }|{ content?: "consent"; proposal?: null; talk?: null; agreement?: null; consent: mirrorwell.v1.TransferConsent.$Shape; report?: null; receipt?: null; end?: null; closed?: null }|{ content?: "report"; proposal?: null; talk?: null; agreement?: null; consent?: null; report: mirrorwell.v1.TransferReport.$Shape; receipt?: null; end?: null; closed?: null }|{ content?: "receipt"; proposal?: null; talk?: null; agreement?: null; consent?: null; report?: null; receipt: mirrorwell.v1.TransferReceipt.$Shape; end?: null; closed?: null }|{ content?: "end"; proposal?: null; talk?: null; agreement?: null; consent?: null; report?: null; receipt?: null; end: mirrorwell.v1.TransferEnd.$Shape; closed?: null }|{ content?: "closed"; proposal?: null; talk?: null; agreement?: null; consent?: null; report?: null; receipt?: null; end?: null; closed: mirrorwell.v1.TransferClosed.$Shape })
            );
        }

        /**
         * Properties of a TransferProposal.
         * @deprecated Use mirrorwell.v1.TransferProposal.$Properties instead.
         */
        interface ITransferProposal extends mirrorwell.v1.TransferProposal.$Properties {
        }

        /** Represents a TransferProposal. */
        class TransferProposal {

            /**
             * Constructs a new TransferProposal.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.TransferProposal.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TransferProposal terms. */
            terms: Uint8Array;

            /** TransferProposal note. */
            note: string;

            /** TransferProposal mirror. */
            mirror?: (mirrorwell.v1.MirrorSignature.$Properties|null);

            /**
             * Encodes the specified TransferProposal message. Does not implicitly {@link mirrorwell.v1.TransferProposal.verify|verify} messages.
             * @param message TransferProposal message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.TransferProposal.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TransferProposal message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.TransferProposal & mirrorwell.v1.TransferProposal.$Shape} TransferProposal
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.TransferProposal & mirrorwell.v1.TransferProposal.$Shape;

            /**
             * Gets the type url for TransferProposal
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace TransferProposal {

            /** Properties of a TransferProposal. */
            interface $Properties {

                /** TransferProposal terms */
                terms?: (Uint8Array|null);

                /** TransferProposal note */
                note?: (string|null);

                /** TransferProposal mirror */
                mirror?: (mirrorwell.v1.MirrorSignature.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TransferProposal. */
            type $Shape = mirrorwell.v1.TransferProposal.$Properties;
        }

        /**
         * Properties of a TransferTalk.
         * @deprecated Use mirrorwell.v1.TransferTalk.$Properties instead.
         */
        interface ITransferTalk extends mirrorwell.v1.TransferTalk.$Properties {
        }

        /** Represents a TransferTalk. */
        class TransferTalk {

            /**
             * Constructs a new TransferTalk.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.TransferTalk.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TransferTalk text. */
            text: string;

            /**
             * Encodes the specified TransferTalk message. Does not implicitly {@link mirrorwell.v1.TransferTalk.verify|verify} messages.
             * @param message TransferTalk message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.TransferTalk.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TransferTalk message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.TransferTalk & mirrorwell.v1.TransferTalk.$Shape} TransferTalk
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.TransferTalk & mirrorwell.v1.TransferTalk.$Shape;

            /**
             * Gets the type url for TransferTalk
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace TransferTalk {

            /** Properties of a TransferTalk. */
            interface $Properties {

                /** TransferTalk text */
                text?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TransferTalk. */
            type $Shape = mirrorwell.v1.TransferTalk.$Properties;
        }

        /**
         * Properties of a TransferAgreement.
         * @deprecated Use mirrorwell.v1.TransferAgreement.$Properties instead.
         */
        interface ITransferAgreement extends mirrorwell.v1.TransferAgreement.$Properties {
        }

        /** Represents a TransferAgreement. */
        class TransferAgreement {

            /**
             * Constructs a new TransferAgreement.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.TransferAgreement.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TransferAgreement settled. */
            settled: Uint8Array;

            /** TransferAgreement nodeSignature. */
            nodeSignature: Uint8Array;

            /**
             * Encodes the specified TransferAgreement message. Does not implicitly {@link mirrorwell.v1.TransferAgreement.verify|verify} messages.
             * @param message TransferAgreement message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.TransferAgreement.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TransferAgreement message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.TransferAgreement & mirrorwell.v1.TransferAgreement.$Shape} TransferAgreement
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.TransferAgreement & mirrorwell.v1.TransferAgreement.$Shape;

            /**
             * Gets the type url for TransferAgreement
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace TransferAgreement {

            /** Properties of a TransferAgreement. */
            interface $Properties {

                /** TransferAgreement settled */
                settled?: (Uint8Array|null);

                /** TransferAgreement nodeSignature */
                nodeSignature?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TransferAgreement. */
            type $Shape = mirrorwell.v1.TransferAgreement.$Properties;
        }

        /**
         * Properties of a TransferConsent.
         * @deprecated Use mirrorwell.v1.TransferConsent.$Properties instead.
         */
        interface ITransferConsent extends mirrorwell.v1.TransferConsent.$Properties {
        }

        /** Represents a TransferConsent. */
        class TransferConsent {

            /**
             * Constructs a new TransferConsent.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.TransferConsent.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TransferConsent settledHash. */
            settledHash: Uint8Array;

            /** TransferConsent mirrors. */
            mirrors: mirrorwell.v1.MirrorSignature.$Properties[];

            /**
             * Encodes the specified TransferConsent message. Does not implicitly {@link mirrorwell.v1.TransferConsent.verify|verify} messages.
             * @param message TransferConsent message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.TransferConsent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TransferConsent message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.TransferConsent & mirrorwell.v1.TransferConsent.$Shape} TransferConsent
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.TransferConsent & mirrorwell.v1.TransferConsent.$Shape;

            /**
             * Gets the type url for TransferConsent
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace TransferConsent {

            /** Properties of a TransferConsent. */
            interface $Properties {

                /** TransferConsent settledHash */
                settledHash?: (Uint8Array|null);

                /** TransferConsent mirrors */
                mirrors?: (mirrorwell.v1.MirrorSignature.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TransferConsent. */
            type $Shape = mirrorwell.v1.TransferConsent.$Properties;
        }

        /**
         * Properties of a TransferReport.
         * @deprecated Use mirrorwell.v1.TransferReport.$Properties instead.
         */
        interface ITransferReport extends mirrorwell.v1.TransferReport.$Properties {
        }

        /** Represents a TransferReport. */
        class TransferReport {

            /**
             * Constructs a new TransferReport.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.TransferReport.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TransferReport delivered. */
            delivered: number;

            /** TransferReport note. */
            note: string;

            /**
             * Encodes the specified TransferReport message. Does not implicitly {@link mirrorwell.v1.TransferReport.verify|verify} messages.
             * @param message TransferReport message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.TransferReport.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TransferReport message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.TransferReport & mirrorwell.v1.TransferReport.$Shape} TransferReport
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.TransferReport & mirrorwell.v1.TransferReport.$Shape;

            /**
             * Gets the type url for TransferReport
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace TransferReport {

            /** Properties of a TransferReport. */
            interface $Properties {

                /** TransferReport delivered */
                delivered?: (number|null);

                /** TransferReport note */
                note?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TransferReport. */
            type $Shape = mirrorwell.v1.TransferReport.$Properties;
        }

        /** TransferCondition enum. */
        enum TransferCondition {

            /** TRANSFER_CONDITION_UNSPECIFIED value */
            TRANSFER_CONDITION_UNSPECIFIED = 0,

            /** TRANSFER_CONDITION_WHOLE value */
            TRANSFER_CONDITION_WHOLE = 1,

            /** TRANSFER_CONDITION_PARTIAL value */
            TRANSFER_CONDITION_PARTIAL = 2,

            /** TRANSFER_CONDITION_SPOILED value */
            TRANSFER_CONDITION_SPOILED = 3,

            /** TRANSFER_CONDITION_DISPUTED value */
            TRANSFER_CONDITION_DISPUTED = 4
        }

        /**
         * Properties of a TransferReceipt.
         * @deprecated Use mirrorwell.v1.TransferReceipt.$Properties instead.
         */
        interface ITransferReceipt extends mirrorwell.v1.TransferReceipt.$Properties {
        }

        /** Represents a TransferReceipt. */
        class TransferReceipt {

            /**
             * Constructs a new TransferReceipt.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.TransferReceipt.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TransferReceipt quantity. */
            quantity: number;

            /** TransferReceipt condition. */
            condition: mirrorwell.v1.TransferCondition;

            /** TransferReceipt mirror. */
            mirror?: (mirrorwell.v1.MirrorSignature.$Properties|null);

            /**
             * Encodes the specified TransferReceipt message. Does not implicitly {@link mirrorwell.v1.TransferReceipt.verify|verify} messages.
             * @param message TransferReceipt message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.TransferReceipt.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TransferReceipt message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.TransferReceipt & mirrorwell.v1.TransferReceipt.$Shape} TransferReceipt
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.TransferReceipt & mirrorwell.v1.TransferReceipt.$Shape;

            /**
             * Gets the type url for TransferReceipt
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace TransferReceipt {

            /** Properties of a TransferReceipt. */
            interface $Properties {

                /** TransferReceipt quantity */
                quantity?: (number|null);

                /** TransferReceipt condition */
                condition?: (mirrorwell.v1.TransferCondition|null);

                /** TransferReceipt mirror */
                mirror?: (mirrorwell.v1.MirrorSignature.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TransferReceipt. */
            type $Shape = mirrorwell.v1.TransferReceipt.$Properties;
        }

        /**
         * Properties of a TransferEnd.
         * @deprecated Use mirrorwell.v1.TransferEnd.$Properties instead.
         */
        interface ITransferEnd extends mirrorwell.v1.TransferEnd.$Properties {
        }

        /** Represents a TransferEnd. */
        class TransferEnd {

            /**
             * Constructs a new TransferEnd.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.TransferEnd.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TransferEnd mirror. */
            mirror?: (mirrorwell.v1.MirrorSignature.$Properties|null);

            /**
             * Encodes the specified TransferEnd message. Does not implicitly {@link mirrorwell.v1.TransferEnd.verify|verify} messages.
             * @param message TransferEnd message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.TransferEnd.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TransferEnd message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.TransferEnd & mirrorwell.v1.TransferEnd.$Shape} TransferEnd
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.TransferEnd & mirrorwell.v1.TransferEnd.$Shape;

            /**
             * Gets the type url for TransferEnd
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace TransferEnd {

            /** Properties of a TransferEnd. */
            interface $Properties {

                /** TransferEnd mirror */
                mirror?: (mirrorwell.v1.MirrorSignature.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TransferEnd. */
            type $Shape = mirrorwell.v1.TransferEnd.$Properties;
        }

        /**
         * Properties of a TransferClosed.
         * @deprecated Use mirrorwell.v1.TransferClosed.$Properties instead.
         */
        interface ITransferClosed extends mirrorwell.v1.TransferClosed.$Properties {
        }

        /** Represents a TransferClosed. */
        class TransferClosed {

            /**
             * Constructs a new TransferClosed.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.TransferClosed.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Encodes the specified TransferClosed message. Does not implicitly {@link mirrorwell.v1.TransferClosed.verify|verify} messages.
             * @param message TransferClosed message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.TransferClosed.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TransferClosed message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.TransferClosed & mirrorwell.v1.TransferClosed.$Shape} TransferClosed
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.TransferClosed & mirrorwell.v1.TransferClosed.$Shape;

            /**
             * Gets the type url for TransferClosed
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace TransferClosed {

            /** Properties of a TransferClosed. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TransferClosed. */
            type $Shape = mirrorwell.v1.TransferClosed.$Properties;
        }

        /**
         * Properties of a ConsentBallot.
         * @deprecated Use mirrorwell.v1.ConsentBallot.$Properties instead.
         */
        interface IConsentBallot extends mirrorwell.v1.ConsentBallot.$Properties {
        }

        /** Represents a ConsentBallot. */
        class ConsentBallot {

            /**
             * Constructs a new ConsentBallot.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.ConsentBallot.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ConsentBallot transfer. */
            transfer: Uint8Array;

            /** ConsentBallot slot. */
            slot: number;

            /** ConsentBallot point. */
            point: Uint8Array;

            /**
             * Encodes the specified ConsentBallot message. Does not implicitly {@link mirrorwell.v1.ConsentBallot.verify|verify} messages.
             * @param message ConsentBallot message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.ConsentBallot.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ConsentBallot message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.ConsentBallot & mirrorwell.v1.ConsentBallot.$Shape} ConsentBallot
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.ConsentBallot & mirrorwell.v1.ConsentBallot.$Shape;

            /**
             * Gets the type url for ConsentBallot
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace ConsentBallot {

            /** Properties of a ConsentBallot. */
            interface $Properties {

                /** ConsentBallot transfer */
                transfer?: (Uint8Array|null);

                /** ConsentBallot slot */
                slot?: (number|null);

                /** ConsentBallot point */
                point?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ConsentBallot. */
            type $Shape = mirrorwell.v1.ConsentBallot.$Properties;
        }

        /**
         * Properties of a ConsentTag.
         * @deprecated Use mirrorwell.v1.ConsentTag.$Properties instead.
         */
        interface IConsentTag extends mirrorwell.v1.ConsentTag.$Properties {
        }

        /** Represents a ConsentTag. */
        class ConsentTag {

            /**
             * Constructs a new ConsentTag.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.ConsentTag.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ConsentTag transfer. */
            transfer: Uint8Array;

            /** ConsentTag slot. */
            slot: number;

            /** ConsentTag tag. */
            tag: Uint8Array;

            /**
             * Encodes the specified ConsentTag message. Does not implicitly {@link mirrorwell.v1.ConsentTag.verify|verify} messages.
             * @param message ConsentTag message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.ConsentTag.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ConsentTag message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.ConsentTag & mirrorwell.v1.ConsentTag.$Shape} ConsentTag
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.ConsentTag & mirrorwell.v1.ConsentTag.$Shape;

            /**
             * Gets the type url for ConsentTag
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace ConsentTag {

            /** Properties of a ConsentTag. */
            interface $Properties {

                /** ConsentTag transfer */
                transfer?: (Uint8Array|null);

                /** ConsentTag slot */
                slot?: (number|null);

                /** ConsentTag tag */
                tag?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ConsentTag. */
            type $Shape = mirrorwell.v1.ConsentTag.$Properties;
        }

        /**
         * Properties of a TransferStanding.
         * @deprecated Use mirrorwell.v1.TransferStanding.$Properties instead.
         */
        interface ITransferStanding extends mirrorwell.v1.TransferStanding.$Properties {
        }

        /** Represents a TransferStanding. */
        class TransferStanding {

            /**
             * Constructs a new TransferStanding.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.TransferStanding.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TransferStanding transfer. */
            transfer: Uint8Array;

            /** TransferStanding held. */
            held: number;

            /** TransferStanding refused. */
            refused: Uint8Array;

            /**
             * Encodes the specified TransferStanding message. Does not implicitly {@link mirrorwell.v1.TransferStanding.verify|verify} messages.
             * @param message TransferStanding message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.TransferStanding.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TransferStanding message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.TransferStanding & mirrorwell.v1.TransferStanding.$Shape} TransferStanding
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.TransferStanding & mirrorwell.v1.TransferStanding.$Shape;

            /**
             * Gets the type url for TransferStanding
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace TransferStanding {

            /** Properties of a TransferStanding. */
            interface $Properties {

                /** TransferStanding transfer */
                transfer?: (Uint8Array|null);

                /** TransferStanding held */
                held?: (number|null);

                /** TransferStanding refused */
                refused?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TransferStanding. */
            type $Shape = mirrorwell.v1.TransferStanding.$Properties;
        }

        /** TrustAct enum. */
        enum TrustAct {

            /** TRUST_ACT_UNSPECIFIED value */
            TRUST_ACT_UNSPECIFIED = 0,

            /** TRUST_ACT_FLAG value */
            TRUST_ACT_FLAG = 1,

            /** TRUST_ACT_ISOLATE value */
            TRUST_ACT_ISOLATE = 2,

            /** TRUST_ACT_RELEASE value */
            TRUST_ACT_RELEASE = 3,

            /** TRUST_ACT_APPEAL value */
            TRUST_ACT_APPEAL = 4,

            /** TRUST_ACT_EXPIRE value */
            TRUST_ACT_EXPIRE = 5
        }

        /**
         * Properties of a TrustStatement.
         * @deprecated Use mirrorwell.v1.TrustStatement.$Properties instead.
         */
        interface ITrustStatement extends mirrorwell.v1.TrustStatement.$Properties {
        }

        /** Represents a TrustStatement. */
        class TrustStatement {

            /**
             * Constructs a new TrustStatement.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.TrustStatement.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TrustStatement act. */
            act: mirrorwell.v1.TrustAct;

            /** TrustStatement node. */
            node: Uint8Array;

            /** TrustStatement atMs. */
            atMs: number;

            /** TrustStatement reason. */
            reason: string;

            /** TrustStatement isolation. */
            isolation: Uint8Array;

            /** TrustStatement untilMs. */
            untilMs: number;

            /**
             * Encodes the specified TrustStatement message. Does not implicitly {@link mirrorwell.v1.TrustStatement.verify|verify} messages.
             * @param message TrustStatement message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.TrustStatement.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TrustStatement message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.TrustStatement & mirrorwell.v1.TrustStatement.$Shape} TrustStatement
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.TrustStatement & mirrorwell.v1.TrustStatement.$Shape;

            /**
             * Gets the type url for TrustStatement
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace TrustStatement {

            /** Properties of a TrustStatement. */
            interface $Properties {

                /** TrustStatement act */
                act?: (mirrorwell.v1.TrustAct|null);

                /** TrustStatement node */
                node?: (Uint8Array|null);

                /** TrustStatement atMs */
                atMs?: (number|null);

                /** TrustStatement reason */
                reason?: (string|null);

                /** TrustStatement isolation */
                isolation?: (Uint8Array|null);

                /** TrustStatement untilMs */
                untilMs?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TrustStatement. */
            type $Shape = mirrorwell.v1.TrustStatement.$Properties;
        }

        /**
         * Properties of a TrustLetter.
         * @deprecated Use mirrorwell.v1.TrustLetter.$Properties instead.
         */
        interface ITrustLetter extends mirrorwell.v1.TrustLetter.$Properties {
        }

        /** Represents a TrustLetter. */
        class TrustLetter {

            /**
             * Constructs a new TrustLetter.
             * @param [properties] Properties to set
             */
            constructor(properties?: mirrorwell.v1.TrustLetter.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TrustLetter statement. */
            statement: Uint8Array;

            /** TrustLetter mirror. */
            mirror?: (mirrorwell.v1.MirrorSignature.$Properties|null);

            /**
             * Encodes the specified TrustLetter message. Does not implicitly {@link mirrorwell.v1.TrustLetter.verify|verify} messages.
             * @param message TrustLetter message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: mirrorwell.v1.TrustLetter.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TrustLetter message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {mirrorwell.v1.TrustLetter & mirrorwell.v1.TrustLetter.$Shape} TrustLetter
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mirrorwell.v1.TrustLetter & mirrorwell.v1.TrustLetter.$Shape;

            /**
             * Gets the type url for TrustLetter
             * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
             * @returns The type url
             */
            static getTypeUrl(prefix?: string): string;
        }

        namespace TrustLetter {

            /** Properties of a TrustLetter. */
            interface $Properties {

                /** TrustLetter statement */
                statement?: (Uint8Array|null);

                /** TrustLetter mirror */
                mirror?: (mirrorwell.v1.MirrorSignature.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TrustLetter. */
            type $Shape = mirrorwell.v1.TrustLetter.$Properties;
        }
    }
}
