namespace Footfall.Fuzz.Wire;

/// <summary>The exception for a response that is not HTTP.</summary>
/// <param name="message">The fault.</param>
/// <param name="isEnd">See <see cref="IsEnd"/>.</param>
internal sealed class WireFaultException(string message, bool isEnd = false) : Exception(message)
{
    /// <summary>Whether the response is only incomplete, because the connection ended.</summary>
    public bool IsEnd => isEnd;
}
