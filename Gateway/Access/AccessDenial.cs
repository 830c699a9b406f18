namespace Footfall.Access;

/// <summary>Why a request is denied, for the result handler: the framework keeps no reason for a caller without a key.</summary>
internal sealed record AccessDenial(string Reason);
