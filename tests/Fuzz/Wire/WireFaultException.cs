namespace Footfall.Fuzz.Wire;

/// <summary>What came back is no HTTP.</summary>
/// <param name="message">What is wrong.</param>
/// <param name="isEnd">See <see cref="IsEnd"/>.</param>
internal sealed class WireFaultException(string message, bool isEnd = false) : Exception(message)
{
    /// <summary>Whether it only is not all: the connection ended before.</summary>
    public bool IsEnd => isEnd;
}
