namespace Footfall.Collect;

/// <summary>The paths that accept events, for any method.</summary>
internal static class EventRoutes
{
    private static readonly PathString[] Paths = [EventApi.Path, BatchApi.Path, EventApi.Path + "/", BatchApi.Path + "/"];

    public static bool IsOne(PathString path)
    {
        // No delegate, because this runs for every request.
        foreach (PathString route in Paths)
        {
            if (path.Equals(route))
            {
                return true;
            }
        }

        return false;
    }
}
