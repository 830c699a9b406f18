using Footfall.Fuzz.Targets;

namespace Footfall.Fuzz.Conversations;

/// <summary>What is sent over one connection.</summary>
/// <param name="Exchanges">The requests.</param>
/// <param name="IsPipelined">All are sent before the first answer is read.</param>
/// <param name="Cuts">Where the bytes are cut into pieces.</param>
/// <param name="IsBroken">
/// Nobody knows where a request ends: all is sent, and every answer until the end of the connection, or until the server
/// waits for more, must be one of the API's. Otherwise each request has one answer, and the connection can be used on.
/// </param>
internal sealed record Conversation(IReadOnlyList<Exchange> Exchanges, bool IsPipelined, IReadOnlyList<int> Cuts, bool IsBroken)
{
    public override string ToString() =>
        $"{(IsBroken ? "with an unknown end: " : IsPipelined ? "pipelined: " : "")}{string.Join("\n         ", Exchanges.Select(exchange => Printed.Of(exchange.Bytes)))}";
}
