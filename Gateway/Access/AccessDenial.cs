namespace Footfall.Access;

/// <summary>Why a request is not answered, for whoever writes the answer: of a caller without a key, the framework keeps no reason.</summary>
internal sealed record AccessDenial(string Reason);
