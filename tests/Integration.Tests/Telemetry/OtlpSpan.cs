namespace Footfall.Integration.Telemetry;

/// <summary>A span as a host sent it.</summary>
/// <remarks>Numbers of the fields: https://github.com/open-telemetry/opentelemetry-proto, trace/v1/trace.proto.</remarks>
internal sealed record OtlpSpan(string Service, string TraceId, string Id, string Parent, string Name, OtlpSpanKind Kind, ulong Start, ulong End)
{
    /// <summary>The values of text attributes; for others, only their presence.</summary>
    public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    public required bool IsError { get; init; }

    /// <summary>Returns all spans of one request to <c>/v1/traces</c>.</summary>
    public static IEnumerable<OtlpSpan> ReadAll(ReadOnlyMemory<byte> body) =>
        from resource in new ProtobufMessage(body).Messages(1)
        let service = AttributesOf(resource.Messages(1).Single(), 1)["service.name"]
        from scope in resource.Messages(2)
        from span in scope.Messages(2)
        select Read(service, span);

    private static OtlpSpan Read(string service, ProtobufMessage span) => new(
        service, span.Hex(1), span.Hex(2), span.Hex(4), span.Text(5), (OtlpSpanKind)span.Number(6), span.Number(7), span.Number(8))
    {
        Attributes = AttributesOf(span, 9),
        IsError = span.Messages(15).Any(status => status.Number(3) == 2),
    };

    private static Dictionary<string, string> AttributesOf(ProtobufMessage message, int field) =>
        message.Messages(field).ToDictionary(pair => pair.Text(1), pair => pair.Messages(2).Single().Text(1));
}
