namespace Footfall.Audit;

/// <summary>A request body that describes itself for the audit log.</summary>
internal interface IAuditedRequest
{
    /// <summary>Returns a description without secrets.</summary>
    string Describe();
}
