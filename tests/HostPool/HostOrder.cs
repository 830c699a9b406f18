namespace Footfall.HostPool;

/// <summary>A host to start.</summary>
/// <param name="Kind"><c>Silo</c> or <c>Gateway</c>.</param>
/// <param name="ContentRoot">Folder of its settings files.</param>
/// <param name="Log">File that its log is appended to.</param>
/// <param name="Settings">Its settings, named as in the environment.</param>
internal sealed record HostOrder(string Kind, string ContentRoot, string Log, IReadOnlyDictionary<string, string> Settings);
