namespace Footfall.Integration.Telemetry;

/// <summary>The role of a span in a call, by OTLP's numbers.</summary>
internal enum OtlpSpanKind
{
    Internal = 1,
    Server = 2,
    Client = 3,
    Producer = 4,
    Consumer = 5,
}
