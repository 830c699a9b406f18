namespace Footfall.Http;

/// <summary>Sets headers on the response to a failure, from which those set before were removed.</summary>
internal interface IFailureHeaders
{
    void Apply(HttpContext context);
}
