namespace Footfall.Collect;

/// <summary>How many events of a site were refused for one reason.</summary>
public readonly record struct RefusalCount(RefusalReason Reason, int Events);
