namespace Footfall.Fuzz.Wire;

/// <summary>What came back is no HTTP.</summary>
internal sealed class WireFaultException(string message) : Exception(message);
