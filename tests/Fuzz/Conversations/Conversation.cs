using Footfall.Fuzz.Targets;

namespace Footfall.Fuzz.Conversations;

/// <summary>The requests sent over one connection.</summary>
/// <param name="Exchanges">The requests.</param>
/// <param name="IsPipelined">Whether all are sent before the first response is read.</param>
/// <param name="Cuts">The positions at which the bytes are cut into pieces.</param>
/// <param name="IsBroken">
/// Whether the end of a request is ambiguous: all is sent, and every response until the connection ends, or the server waits for
/// more, must be one of the API's. Otherwise each request has one response, and the connection remains usable.
/// </param>
internal sealed record Conversation(IReadOnlyList<Exchange> Exchanges, bool IsPipelined, IReadOnlyList<int> Cuts, bool IsBroken)
{
    public override string ToString() =>
        $"{(IsBroken ? "with an unknown end: " : IsPipelined ? "pipelined: " : "")}{string.Join("\n         ", Exchanges.Select(exchange => Printed.Of(exchange.Bytes)))}";
}
