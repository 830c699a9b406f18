using Microsoft.AspNetCore.Authorization;

namespace Footfall.Access;

/// <summary>A route's need, as ASP.NET Core's authorization keeps it.</summary>
internal sealed record AccessRequirement(AccessPolicy Policy) : IAuthorizationRequirement;
