namespace Footfall.Audit;

/// <summary>A request's body that says what is worth keeping of it.</summary>
internal interface IAuditedRequest
{
    /// <summary>Without anything secret.</summary>
    string Describe();
}
