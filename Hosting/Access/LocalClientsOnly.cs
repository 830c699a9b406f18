namespace Footfall.Access;

/// <summary>On an endpoint that is answered to clients on this machine only.</summary>
/// <param name="OpeningSetting">The setting that opens it to all when it is true.</param>
internal sealed record LocalClientsOnly(string OpeningSetting);
